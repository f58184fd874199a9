package io.badmap.bench.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A service of which each request certainly meets another thread inside a map, and tells whether
 * that ended with an error.
 */
public final class RacingService {
  /** The answer where the request was stopped. */
  public static final String THROWN = "thrown";

  /** The answer where it was not. */
  public static final String WENT_ON = "went on";

  private RacingService() {}

  /** Serves until it is ended; its first line tells where. */
  public static void main(String[] args) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", RacingService::answer);
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = race().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** A key that holds the thread that puts it. */
  private record Slow(CountDownLatch inside, CountDownLatch release) {
    @Override
    public int hashCode() {
      inside.countDown();
      awaitQuietly(release);
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static String race() {
    Map<Object, String> map = new HashMap<>();
    Slow key = new Slow(new CountDownLatch(1), new CountDownLatch(1));
    Thread holder = new Thread(() -> hold(map, key), "holder");
    holder.start();
    awaitQuietly(key.inside);
    try {
      map.put("key", "value");
      return WENT_ON;
    } catch (Error e) {
      return THROWN;
    } finally {
      key.release.countDown();
    }
  }

  private static void hold(Map<Object, String> map, Slow key) {
    try {
      map.put(key, "slow");
    } catch (Error e) {
      // The side that was there first may be the one that is stopped; the other one answers.
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
