package io.badmap.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A server of HTTP that begins an answer and never ends it: one more byte of its head comes every
 * tenth of a second, so that no read of the other end takes longer. Its threads keep no JVM alive.
 */
public final class Dripping implements AutoCloseable {
  private static final int BETWEEN_MILLIS = 100;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  /** Listens at a port of its own. */
  public Dripping() throws IOException {
    daemon(this::accept);
  }

  /** Without a slash at its end. */
  public String address() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> drip(socket));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

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

  /** Accepts no more; answers that have begun go on until the other end cuts them off. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
