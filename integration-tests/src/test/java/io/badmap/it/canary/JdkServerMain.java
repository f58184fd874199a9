package io.badmap.it.canary;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/** The JDK's own server, visited by itself; with a file as argument, again and again. */
final class JdkServerMain {
  private JdkServerMain() {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int port = server.getAddress().getPort();
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/", exchange -> answer(exchange, work(exchange, port)));
    server.start();
    if (args.length == 0) {
      Ways.visit(port);
      System.out.println("outgoing: " + Ways.get(port, "/outgoing", "canary"));
      System.out.println("outgoing: " + Ways.get(port, "/outgoing", null));
    } else {
      change(port, Path.of(args[0]));
    }
    System.exit(0);
  }

  /** Writes each text in turn into the file, and waits until the answers have changed. */
  private static void change(int port, Path file) throws Exception {
    String before = answers(port);
    System.out.println(before);
    for (String next : System.getProperty("texts").split("\\|", -1)) {
      Path written = file.resolveSibling("next.yaml");
      Files.writeString(written, next.replace("~", "\n"));
      long start = System.nanoTime();
      Files.move(
          written,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      String now = before;
      while (now.equals(before) && System.nanoTime() - start < 20_000_000_000L) {
        now = answers(port);
      }
      System.out.println(now + " after " + (System.nanoTime() - start) / 1_000_000 + " ms");
      before = now;
    }
  }

  private static String answers(int port) throws Exception {
    return Ways.get(port, "/executor", "canary") + ", " + Ways.get(port, "/executor", null);
  }

  private static String work(HttpExchange exchange, int port) {
    try {
      String path = exchange.getRequestURI().getPath().substring(1);
      return switch (path) {
        case "outgoing" -> Ways.get(port, "/echo", null);
        case "echo" -> "header " + exchange.getRequestHeaders().getFirst("x-badmap-phase");
        default -> Ways.go(path);
      };
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
