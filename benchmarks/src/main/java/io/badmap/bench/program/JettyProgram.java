package io.badmap.bench.program;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A servlet with sessions under load, by the JDK's own client over loopback. */
public final class JettyProgram {
  private static final int SKUS = 100;

  private JettyProgram() {}

  /**
   * Starts the server, asks it and stops it.
   *
   * @param args {@code full} or {@code quick}
   */
  public static void main(String[] args) throws Exception {
    int requests = Outcome.isQuick(args) ? 500 : 8_000;
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.addServlet(Cart.class, "/cart");
    server.setHandler(context);
    server.start();
    try {
      URI base = server.getURI();
      long checksum = Crew.run(member -> ask(base, member, requests));
      Outcome.print(String.format("%d clients, %,d requests each", Crew.SIZE, requests), checksum);
    } finally {
      server.stop();
    }
  }

  private static long ask(URI base, int member, int requests)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    CRC32 crc = new CRC32();
    int[] totals = new int[SKUS];
    for (int i = 0; i < requests; i++) {
      URI uri = base.resolve("/cart?sku=sku-" + i % SKUS + "&quantity=" + (i % 7 + 1));
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("X-Customer", "customer-" + member)
              .header("X-Request", Integer.toString(i))
              .header("Accept", "text/plain")
              .build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      crc.update(response.body());
      totals[i % SKUS] += i % 7 + 1;
      String expected =
          String.format("customer-%d: sku-%d x %d%n", member, i % SKUS, totals[i % SKUS]);
      String answer = new String(response.body(), StandardCharsets.ISO_8859_1);
      if (!answer.equals(expected)) {
        throw new IOException("request " + i + " got " + answer + " and not " + expected);
      }
    }
    return crc.getValue();
  }

  /**
   * Counts what a session has asked for, each request once: the JDK's client may take a response
   * for something that came while its connection was in the pool, close that and ask again
   * (JDK-8338569, mended in 24).
   */
  public static final class Cart extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HttpSession session = request.getSession();
      String sku = request.getParameter("sku");
      int quantity = Integer.parseInt(request.getParameter("quantity"));
      Integer before = (Integer) session.getAttribute(sku);
      int total = before == null ? 0 : before;
      String number = request.getHeader("X-Request");
      if (!number.equals(session.getAttribute("last"))) {
        total += quantity;
        session.setAttribute("last", number);
      }
      session.setAttribute(sku, total);
      request.setAttribute("total", total);
      response.setContentType("text/plain");
      response.setHeader("X-Total", Integer.toString(total));
      response.getWriter().printf("%s: %s x %d%n", request.getHeader("X-Customer"), sku, total);
    }
  }
}
