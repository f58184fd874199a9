package io.badmap.it.programs;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with sessions, under load. */
public final class JettyProgram {
  private JettyProgram() {}

  /** Starts the server, asks it and stops it. */
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler(ServletContextHandler.SESSIONS);
    context.addServlet(Cart.class, "/cart");
    server.setHandler(context);
    server.start();
    try {
      Clients.ask(connector.getLocalPort(), "/cart");
    } finally {
      server.stop();
    }
  }
}
