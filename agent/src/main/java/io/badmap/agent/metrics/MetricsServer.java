package io.badmap.agent.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /metrics}, {@code /healthz} and {@code /status} over HTTP/1.1, one request for
 * each connection. Whoever is not on this machine needs the token for the first and the last,
 * {@code Authorization: Bearer ...}, which is never written anywhere. Daemon threads: one accepts,
 * two answer while there is something to answer; of what they do not keep up with more than sixteen
 * are refused, and whoever takes longer than five seconds is cut off.
 *
 * <p>Not by the JDK's own server: its settings are system properties that are read once, with its
 * first use, which would be before the application's {@code main} has set them. Small libraries
 * that were tried end with the first malformed request, or when descriptors are short.
 */
final class MetricsServer {
  private static final int WAITING = 16;
  private static final int ANSWERING = 2;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int LOOK_MILLIS = 1_000;
  private static final long STOP_MILLIS = 2_000;

  /** In bytes; a token may have 8,192. */
  private static final int LONGEST_REQUEST = 16_384;

  private static final String BEARER = "Bearer ";
  private static final String AUTHORIZATION = "authorization:";
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String END = "\r\n\r\n";

  private final ServerSocket server;
  private final Thread acceptor;
  private final ThreadPoolExecutor answering;
  private final Map<String, Page> pages;
  private final Consumer<String> lines;
  private final byte @Nullable [] token;

  /** Since when, by the clock of {@link System#nanoTime}. */
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();

  private volatile boolean stopped;

  private record Page(String type, boolean isOpenToAll, Supplier<String> body) {}

  private record Answer(String status, String headers, String type, String body) {
    static Answer refused(String status, String headers) {
      return new Answer(status, headers, PLAIN, "");
    }

    byte[] bytes() {
      byte[] text = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 "
              + status
              + "\r\nContent-Type: "
              + type
              + "\r\nContent-Length: "
              + text.length
              + "\r\nConnection: close\r\n"
              + headers
              + "\r\n";
      byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = Arrays.copyOf(first, first.length + text.length);
      System.arraycopy(text, 0, all, first.length, text.length);
      return all;
    }
  }

  /**
   * Begins to answer.
   *
   * @param address where; without a token it must be of the loopback
   * @param token {@code null} for none
   * @param metrics the body of {@code /metrics}
   * @param status the body of {@code /status}
   * @param lines where its trouble is told
   * @throws IOException if it cannot listen there
   */
  MetricsServer(
      InetSocketAddress address,
      @Nullable String token,
      Supplier<String> metrics,
      Supplier<String> status,
      Consumer<String> lines)
      throws IOException {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.lines = lines;
    pages =
        Map.of(
            "/metrics", new Page(PrometheusText.CONTENT_TYPE, false, metrics),
            "/healthz", new Page(PLAIN, true, () -> "ok\n"),
            "/status", new Page(PLAIN, false, status));
    server = new ServerSocket(address.getPort(), WAITING, address.getAddress());
    answering =
        new ThreadPoolExecutor(
            ANSWERING,
            ANSWERING,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            MetricsServer::thread);
    answering.allowCoreThreadTimeOut(true);
    acceptor = thread(this::accept);
    acceptor.start();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "badmap-metrics", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Where it answers. */
  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    boolean told = false;
    while (!stopped) {
      try {
        server.setSoTimeout(open.isEmpty() ? 0 : LOOK_MILLIS);
        take(server.accept());
        told = false;
      } catch (SocketTimeoutException e) {
        // Time to look after those that are open.
      } catch (Throwable e) {
        if (!stopped && !told) {
          told = true;
          lines.accept("metrics: cannot accept (" + e + "); tried again every second");
        }
        pause();
      }
      cutOff();
    }
  }

  private void take(Socket socket) {
    open.put(socket, System.nanoTime());
    try {
      answering.execute(() -> serve(socket));
    } catch (RejectedExecutionException e) {
      close(socket);
    }
  }

  private void pause() {
    try {
      Thread.sleep(stopped ? 0 : LOOK_MILLIS);
    } catch (InterruptedException e) {
      // By stop alone, which has said so.
    }
  }

  private void cutOff() {
    long now = System.nanoTime();
    open.forEach(
        (socket, since) -> {
          if (now - since > PATIENCE_NANOS) {
            close(socket);
          }
        });
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Then the other end has.
    }
  }

  private void serve(Socket socket) {
    try {
      byte[] request = new byte[LONGEST_REQUEST];
      InputStream in = socket.getInputStream();
      String head = head(in, request);
      if (head != null) {
        socket.getOutputStream().write(answer(head).bytes());
        socket.shutdownOutput();
        // What is left unread would have the answer taken back.
        in.readNBytes(request, 0, request.length);
      }
    } catch (Throwable e) {
      // Cut off, or gone; and no failure of ours is the application's.
    } finally {
      close(socket);
    }
  }

  /** Up to the empty line; as far as there is room, and {@code null} where it ends before. */
  private static @Nullable String head(InputStream in, byte[] request) throws IOException {
    int length = 0;
    while (length < request.length) {
      int read = in.read(request, length, request.length - length);
      if (read < 0) {
        return null;
      }
      length += read;
      String text = new String(request, 0, length, StandardCharsets.ISO_8859_1);
      int end = text.indexOf(END);
      if (end >= 0) {
        return text.substring(0, end);
      }
    }
    return "";
  }

  private Answer answer(String head) {
    if (head.isEmpty()) {
      return Answer.refused("431 Request Header Fields Too Large", "");
    }
    String[] lines = head.split("\r\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
      return Answer.refused("400 Bad Request", "");
    }
    Page page = pages.get(path(first[1]));
    if (page == null) {
      return Answer.refused("404 Not Found", "");
    }
    if (!first[0].equals("GET")) {
      return Answer.refused("405 Method Not Allowed", "Allow: GET\r\n");
    }
    if (!page.isOpenToAll && !isAllowed(lines)) {
      return Answer.refused("401 Unauthorized", "WWW-Authenticate: Bearer\r\n");
    }
    return new Answer("200 OK", "", page.type, page.body.get());
  }

  private static String path(String target) {
    try {
      return Objects.requireNonNullElse(new URI(target).getPath(), "");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private boolean isAllowed(String[] headers) {
    byte[] wanted = token;
    if (wanted == null) {
      return true;
    }
    for (String header : headers) {
      if (header.regionMatches(true, 0, AUTHORIZATION, 0, AUTHORIZATION.length())) {
        String given = header.substring(AUTHORIZATION.length()).strip();
        return given.startsWith(BEARER)
            // Takes as long for a wrong token as for a nearly right one.
            && MessageDigest.isEqual(
                given.substring(BEARER.length()).getBytes(StandardCharsets.ISO_8859_1), wanted);
      }
    }
    return false;
  }

  /** Ends its threads and closes its connections. */
  void stop() {
    stopped = true;
    try {
      server.close();
    } catch (IOException e) {
      // It is not listened to any more.
    }
    acceptor.interrupt();
    answering.shutdownNow();
    open.keySet().forEach(this::close);
    try {
      acceptor.join(STOP_MILLIS);
      answering.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
