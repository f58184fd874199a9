package io.badmap.it.canary;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Runs into conflicts until the breaker opens, and waits until it has closed again. */
final class BreakerMain {
  private BreakerMain() {}

  public static void main(String[] args) throws Exception {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/degrade",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          posted.add(exchange.getRequestMethod() + ' ' + new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    System.out.println(Race.run());
    Files.writeString(
        Path.of(args[0]),
        "breaker: {failure_rate: 50%, window: 1s, min_events: 5, cooldown: 1s, degrade:"
            + " 'http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/degrade?token=secret'}\n");
    String told = null;
    while (told == null) {
      Race.run();
      told = posted.poll();
    }
    System.out.println(told.replaceAll("[0-9]+", "N"));
    System.out.println(Race.run());
    for (int i = 0; i < 2; i++) {
      told = posted.poll(60, TimeUnit.SECONDS);
      System.out.println(String.valueOf(told).replaceAll("[0-9]+", "N"));
    }
    System.out.println(Race.run());
    System.exit(0);
  }
}
