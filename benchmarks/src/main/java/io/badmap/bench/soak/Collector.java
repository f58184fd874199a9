package io.badmap.bench.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes what an agent posts, numbers and calls for help alike, and can be killed and restarted on
 * its port. For one thread, but for the counts.
 */
public final class Collector implements AutoCloseable {
  private final AtomicInteger pushes = new AtomicInteger();
  private final AtomicInteger degrades = new AtomicInteger();
  private final int port;
  private HttpServer server;
  private boolean isUp = true;

  /** A collector that listens on a free port. */
  public Collector() throws IOException {
    server = open(0);
    port = server.getAddress().getPort();
  }

  private HttpServer open(int wanted) throws IOException {
    HttpServer opened =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
    opened.createContext("/v1/metrics", exchange -> take(exchange, pushes));
    opened.createContext("/degrade", exchange -> take(exchange, degrades));
    opened.start();
    return opened;
  }

  private static void take(HttpExchange exchange, AtomicInteger count) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      count.incrementAndGet();
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Where it listens when it is up. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills it where it is up, restarts it where it is not. */
  public void toggle() throws IOException {
    if (isUp) {
      server.stop(0);
    } else {
      server = open(port);
    }
    isUp = !isUp;
  }

  public boolean isUp() {
    return isUp;
  }

  /** How often numbers came. */
  public int pushes() {
    return pushes.get();
  }

  /** How often the breaker's calls came. */
  public int degrades() {
    return degrades.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
