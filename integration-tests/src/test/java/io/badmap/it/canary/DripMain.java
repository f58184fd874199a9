package io.badmap.it.canary;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks for a hook whose answer never ends, and then for a change without one. */
final class DripMain {
  private static final int IN_A_ROW = 100;
  private static final int BETWEEN_MILLIS = 100;

  private DripMain() {}

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(() -> accept(server));
    BudgetMain.await("thrown", IN_A_ROW);
    String hook = "http://127.0.0.1:" + server.getLocalPort() + "/drip";
    Path file = Path.of(args[0]);
    Files.writeString(file, "action: log\nobservability: {validation_hook: '" + hook + "'}\n");
    BudgetMain.await("went on", IN_A_ROW);
    BudgetMain.await("thrown", IN_A_ROW);
    System.out.println("taken back");
    Files.writeString(file, "action: log\n");
    BudgetMain.await("went on", IN_A_ROW);
    System.out.println("followed");
    System.exit(0);
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static void accept(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> drip(socket));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** No read of the other end takes longer than a tenth of a second. */
  private static void drip(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      while (true) {
        out.write('x');
        Thread.sleep(BETWEEN_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      // The other end has cut it off.
    }
  }
}
