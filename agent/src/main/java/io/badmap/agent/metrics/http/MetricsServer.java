package io.badmap.agent.metrics.http;

import io.badmap.agent.metrics.PageServer;
import io.badmap.agent.metrics.PrometheusText;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.microhttp.EventLoop;
import org.microhttp.Header;
import org.microhttp.NoopLogger;
import org.microhttp.Options;
import org.microhttp.OptionsBuilder;
import org.microhttp.Request;
import org.microhttp.Response;

/**
 * Whoever is not on this machine needs the token, {@code Authorization: Bearer ...}, which is never
 * written anywhere. One daemon thread accepts and one answers.
 *
 * <p>Not by the JDK's own server: its settings are system properties that are read once, with its
 * first use, which would be before the application's {@code main} has set them.
 */
public final class MetricsServer implements PageServer {
  private static final int WAITING = 16;

  /** In bytes; a token may have 8,192. */
  private static final int LONGEST_REQUEST = 32_768;

  /** How often its threads look whether a connection has waited for too long. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final long STOP_MILLIS = 2_000;
  private static final String THREAD = "badmap-metrics";
  private static final String BEARER = "Bearer ";
  private static final String PLAIN = "text/plain; charset=utf-8";

  private Map<String, Page> pages = Map.of();
  private byte @Nullable [] token;
  private @Nullable EventLoop server;
  private List<Thread> threads = List.of();

  private record Page(String type, Supplier<String> body) {}

  /** Called by the agent, through the loader of the library. */
  public MetricsServer() {}

  @Override
  public InetSocketAddress start(
      InetSocketAddress address,
      @Nullable String token,
      Supplier<String> metrics,
      Supplier<String> status)
      throws IOException {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    pages =
        Map.of(
            "/metrics", new Page(PrometheusText.CONTENT_TYPE, metrics),
            "/healthz", new Page(PLAIN, () -> "ok\n"),
            "/status", new Page(PLAIN, status));
    tryToListen(address);
    Starter starter = new Starter(address);
    threads = starter.started();
    server = Objects.requireNonNull(starter.made);
    return new InetSocketAddress(address.getAddress(), starter.made.getPort());
  }

  /** The library leaves its selectors open where it cannot listen. */
  private static void tryToListen(InetSocketAddress address) throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open()) {
      channel.bind(address);
    }
  }

  /** Makes the library's threads, which are daemons as the thread is that makes them. */
  private final class Starter implements Runnable {
    private final InetSocketAddress address;
    @Nullable EventLoop made;
    private @Nullable IOException failure;

    Starter(InetSocketAddress address) {
      this.address = address;
    }

    @Override
    public void run() {
      Options options =
          OptionsBuilder.newBuilder()
              .withHost(address.getAddress().getHostAddress())
              .withPort(address.getPort())
              .withReuseAddr(true)
              .withResolution(LOOK)
              .withRequestTimeout(LONGEST_WAIT)
              .withAcceptLength(WAITING)
              .withMaxRequestSize(LONGEST_REQUEST)
              .withConcurrency(1)
              .build();
      try {
        EventLoop loop =
            new EventLoop(
                options,
                NoopLogger.instance(),
                (request, callback) -> callback.accept(answer(request)));
        loop.start();
        made = loop;
      } catch (IOException e) {
        failure = e;
      }
    }

    /** The threads that run now. Known by their context loader, since the library names them. */
    List<Thread> started() throws IOException {
      ClassLoader mark = new ClassLoader(null) {};
      Thread starter = new Thread(null, this, "badmap-metrics-start", 0, false);
      starter.setDaemon(true);
      starter.setContextClassLoader(mark);
      starter.start();
      try {
        starter.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (failure != null) {
        throw failure;
      }
      Thread[] all = new Thread[Thread.activeCount() + 64];
      int count = Thread.enumerate(all);
      List<Thread> mine = new ArrayList<>();
      for (Thread thread : Arrays.asList(all).subList(0, count)) {
        if (thread.getContextClassLoader() == mark) {
          thread.setName(THREAD);
          mine.add(thread);
        }
      }
      return mine;
    }
  }

  private Response answer(Request request) {
    Page page = pages.get(path(request.uri()));
    if (page == null) {
      return refused(404, "Not Found");
    }
    if (!request.method().equals("GET")) {
      return refused(405, "Method Not Allowed", new Header("Allow", "GET"));
    }
    if (!isAllowed(request.header("Authorization"))) {
      return refused(401, "Unauthorized", new Header("WWW-Authenticate", "Bearer"));
    }
    byte[] body = page.body.get().getBytes(StandardCharsets.UTF_8);
    return new Response(200, "OK", List.of(new Header("Content-Type", page.type)), body);
  }

  private static Response refused(int status, String reason, Header... headers) {
    return new Response(status, reason, List.of(headers), new byte[0]);
  }

  private static String path(String uri) {
    try {
      return Objects.requireNonNullElse(new URI(uri).getPath(), "");
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private boolean isAllowed(@Nullable String given) {
    byte[] wanted = token;
    if (wanted == null) {
      return true;
    }
    return given != null
        && given.startsWith(BEARER)
        // Takes as long for a wrong token as for a nearly right one.
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), wanted);
  }

  @Override
  public void stop() {
    EventLoop running = server;
    if (running == null) {
      return;
    }
    running.stop();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
