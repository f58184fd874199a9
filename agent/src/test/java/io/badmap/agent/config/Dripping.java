package io.badmap.agent.config;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Begins an answer, and sends one more byte of its head every tenth of a second; reads nothing. */
final class Dripping implements AutoCloseable {
  private static final int BETWEEN_MILLIS = 100;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Dripping() throws IOException {
    daemon(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/drip";
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
        open.add(socket);
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
      // The other end has gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
