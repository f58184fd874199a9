package io.badmap.agent.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /metrics}, {@code /healthz} and {@code /status} over HTTP. Whoever is not on this
 * machine needs the token, {@code Authorization: Bearer ...}, which is never written anywhere. One
 * daemon thread answers; when it does not keep up, further requests are refused.
 */
final class MetricsServer {
  private static final int WAITING = 16;
  private static final String BEARER = "Bearer ";

  private final HttpServer server;
  private final ExecutorService executor;
  private final byte @Nullable [] token;

  /**
   * Begins to answer.
   *
   * @param address where; without a token it must be of the loopback
   * @param token {@code null} for none
   * @param metrics the body of {@code /metrics}
   * @param status the body of {@code /status}
   */
  MetricsServer(
      InetSocketAddress address,
      @Nullable String token,
      Supplier<String> metrics,
      Supplier<String> status)
      throws IOException {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(address, WAITING);
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> {
              Thread thread = new Thread(null, work, "badmap-metrics", 0, false);
              thread.setDaemon(true);
              return thread;
            });
    executor = one;
    server.setExecutor(executor);
    answer("/metrics", PrometheusText.CONTENT_TYPE, metrics);
    answer("/healthz", "text/plain; charset=utf-8", () -> "ok\n");
    answer("/status", "text/plain; charset=utf-8", status);
    startAsDaemon();
  }

  /** The dispatcher's thread is made as the thread is that starts it. */
  private void startAsDaemon() throws IOException {
    Thread starter = new Thread(null, server::start, "badmap-metrics-start", 0, false);
    starter.setDaemon(true);
    starter.start();
    try {
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Where it answers. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(String path, String type, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            respond(exchange, path, type, body);
          }
        });
  }

  private void respond(HttpExchange exchange, String path, String type, Supplier<String> body)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals(path)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    if (!isAllowed(exchange)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private boolean isAllowed(HttpExchange exchange) {
    byte[] wanted = token;
    if (wanted == null) {
      return true;
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return given != null
        && given.startsWith(BEARER)
        // Takes as long for a wrong token as for a nearly right one.
        && MessageDigest.isEqual(
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), wanted);
  }

  void stop() {
    server.stop(0);
    executor.shutdownNow();
  }
}
