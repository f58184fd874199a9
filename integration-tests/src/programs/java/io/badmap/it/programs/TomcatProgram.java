package io.badmap.it.programs;

import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with sessions, under load. */
public final class TomcatProgram {
  private TomcatProgram() {}

  /** Starts the server with its files in {@code args[1]}, asks it and stops it. */
  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setSilent(true);
    tomcat.setBaseDir(args[1]);
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(0);
    tomcat.getConnector();
    Context context = tomcat.addContext("", Path.of(args[1]).toAbsolutePath().toString());
    Tomcat.addServlet(context, "cart", new Cart());
    context.addServletMappingDecoded("/cart", "cart");
    tomcat.start();
    try {
      Clients.ask(tomcat.getConnector().getLocalPort(), "/cart");
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }
}
