package io.badmap.it.canary;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what a breaker posts, numbers left out. */
final class Posts {
  private final BlockingQueue<String> posted = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Posts() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/degrade",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          posted.add(exchange.getRequestMethod() + ' ' + new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  /** A breaker of a config file. */
  String breaker(String limits) {
    return "breaker: {"
        + limits
        + ", degrade: 'http://127.0.0.1:"
        + server.getAddress().getPort()
        + "/degrade?token=secret'}\n";
  }

  /** Runs into conflicts until something is posted. */
  String provoke() {
    String told = null;
    while (told == null) {
      Race.run();
      told = posted.poll();
    }
    return withoutNumbers(told);
  }

  /** What is posted next, within a minute. */
  String next() throws InterruptedException {
    return withoutNumbers(String.valueOf(posted.poll(60, TimeUnit.SECONDS)));
  }

  private static String withoutNumbers(String told) {
    return told.replaceAll("[0-9]+", "N");
  }
}
