package io.badmap.it.faults.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Makes settings of the JDK's server and client two seconds after its start and says what they did.
 */
public final class SettingsInMain {
  private SettingsInMain() {}

  public static void main(String[] args) throws Exception {
    Thread.sleep(2_000);
    System.setProperty("sun.net.httpserver.maxReqHeaders", "12");
    System.setProperty("http.agent", "acme");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String agent = exchange.getRequestHeaders().getFirst("User-Agent");
          exchange.getResponseHeaders().set("X-Asked-By", agent);
          exchange.sendResponseHeaders(204, -1);
        });
    server.start();
    try {
      System.out.println(answer(server.getAddress().getPort(), 1));
      System.out.println(answer(server.getAddress().getPort(), 20));
    } finally {
      server.stop(0);
    }
  }

  private static String answer(int port, int headers) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/");
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    for (int i = 0; i < headers; i++) {
      connection.setRequestProperty("X-Header-" + i, "some");
    }
    try {
      if (connection.getResponseCode() / 100 != 2) {
        return "too many headers";
      }
      String name = connection.getHeaderField("X-Asked-By");
      return headers + " headers of " + name.substring(0, name.indexOf(' '));
    } catch (IOException e) {
      return "too many headers";
    }
  }
}
