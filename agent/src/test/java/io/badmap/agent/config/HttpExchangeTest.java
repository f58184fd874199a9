package io.badmap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exchange that did not end would hang here: no time is measured. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpExchangeTest {
  /** More than the buffers of both ends hold. */
  private static final int MUCH = 32 << 20;

  private static HttpURLConnection to(String address) throws IOException {
    return (HttpURLConnection) URI.create(address).toURL().openConnection();
  }

  @Test
  void anAnswerThatDripsIsWaitedFor() throws IOException {
    try (Dripping server = new Dripping()) {
      for (byte[] body : new byte[][] {null, new byte[10]}) {
        assertThatThrownBy(() -> HttpExchange.status(to(server.address()), body, 1))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessage("no answer within 1 s");
      }
    }
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isWatching));
  }

  @Test
  void aBodyThatNobodyReadsIsWaitedFor() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + server.getLocalPort();
      assertThatThrownBy(() -> HttpExchange.status(to(address), new byte[MUCH], 1))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no answer within 1 s");
    }
  }

  @Test
  void anAnswerInTimeIsCutOffOrLeavesAThread() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 503, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(HttpExchange.status(to(address), null, 20)).isEqualTo(503);
      assertThat(HttpExchange.status(to(address), new byte[10], 20)).isEqualTo(202);
    } finally {
      server.stop(0);
    }
    await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isWatching));
  }

  @Test
  void whereNobodyListensThatIsCalledTooLate() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThatThrownBy(() -> HttpExchange.status(to("http://127.0.0.1:" + port), null, 20))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(SocketTimeoutException.class);
  }

  private boolean isWatching(Thread thread) {
    return thread.getName().equals("badmap-deadline");
  }
}
