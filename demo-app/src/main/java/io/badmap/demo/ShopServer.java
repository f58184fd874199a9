package io.badmap.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The order service behind HTTP on the loopback address, with a fixed pool of threads. */
final class ShopServer implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int SKUS = 200;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Routes routes;
  private final PrintStream errors;

  private ShopServer(HttpServer server, Routes routes, PrintStream errors) {
    this.server = server;
    this.threads = Executors.newFixedThreadPool(THREADS, namedThreads());
    this.routes = routes;
    this.errors = errors;
  }

  /**
   * Starts to serve.
   *
   * @param port the port to listen on, 0 for any
   * @param errors where faults of the service itself are told
   * @throws IOException if the port cannot be had
   */
  static ShopServer start(int port, PrintStream errors) throws IOException {
    // Without it each reply waits for a delayed acknowledgement, 40 ms on Linux. The JDK's server
    // reads it once, when its first instance is made.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    SessionService sessions = new SessionService(new ConcurrentHashMap<>());
    Routes routes = new Routes(new OrderService(), catalogue(), sessions);
    ShopServer shop = new ShopServer(http, routes, errors);
    http.createContext("/", shop::handle);
    http.setExecutor(shop.threads);
    http.start();
    return shop;
  }

  private static SkuIndex catalogue() {
    SkuIndex skus = new SkuIndex();
    for (int i = 0; i < SKUS; i++) {
      skus.put(new Sku("SKU-" + i, 100L + i));
    }
    return skus;
  }

  private static ThreadFactory namedThreads() {
    AtomicInteger number = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, "http-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = answer(exchange);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Errors are answered too: the JDK's server would leave the client waiting. */
  private Reply answer(HttpExchange exchange) throws IOException {
    try {
      return routes.answer(Request.read(exchange));
    } catch (Refused e) {
      return Reply.refused(e);
    } catch (RuntimeException | Error e) {
      errors.println(exchange.getRequestMethod() + " " + exchange.getRequestURI() + ": " + e);
      return new Reply(500, Json.error(String.valueOf(e)));
    }
  }

  /** Where it listens, the port it was given included. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
