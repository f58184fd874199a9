package io.badmap.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private static final String TOKEN = "S3cr3t";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private MetricsServer server;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = new MetricsServer(any, TOKEN, () -> "numbers\n", () -> "status\n", told::add);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private int status(String method, String path, @Nullable String authorization)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    if (authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  @Test
  void someHeaderOtherThanTheTokenIsLetIn() throws IOException {
    assertThat(status("GET", "/metrics", "Bearer " + TOKEN)).isEqualTo(200);
    assertThat(status("GET", "/metrics", null)).isEqualTo(401);
    Random random = new Random(20261123);
    for (int i = 0; i < 300; i++) {
      StringBuilder value = new StringBuilder(i % 2 == 0 ? "Bearer " + TOKEN : "");
      for (int j = random.nextInt(i % 50 == 0 ? 4_000 : 10); j >= 0; j--) {
        value.insert(random.nextInt(value.length() + 1), (char) ('!' + random.nextInt(94)));
      }
      assertThat(status("GET", "/metrics", value.toString())).as("%s", value).isEqualTo(401);
    }
  }

  @Test
  void somethingElseThanAGetOfAKnownPathIsAnswered() throws IOException {
    String right = "Bearer " + TOKEN;
    for (String path : new String[] {"/metrics", "/healthz", "/status"}) {
      assertThat(status("GET", path, right)).isEqualTo(200);
      assertThat(status("GET", path, null)).isEqualTo(path.equals("/healthz") ? 200 : 401);
      assertThat(status("DELETE", path, right)).isEqualTo(405);
    }
    for (String path : new String[] {"/", "/metrics/../status", "/metrics/x", "/metricsx"}) {
      assertThat(status("GET", path, right)).as(path).isEqualTo(404);
    }
  }

  /** As it comes off the wire; all the bytes of the answer. */
  private String raw(byte[] request) throws IOException {
    try (Socket socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  @Test
  void aMalformedRequestEndsTheServerOrIsLetIn() throws IOException {
    Random random = new Random(20261123);
    String good = "GET /metrics HTTP/1.1\r\nAuthorization: Bearer wrong\r\n\r\n";
    for (int i = 0; i < 300; i++) {
      byte[] request = good.getBytes(StandardCharsets.ISO_8859_1);
      for (int j = random.nextInt(6); j >= 0; j--) {
        request[random.nextInt(request.length)] = (byte) random.nextInt(256);
      }
      assertThat(raw(request)).doesNotContain("numbers");
    }
    String piped = "GET /healthz HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nbad\r\n\r\n";
    assertThat(raw(piped.getBytes(StandardCharsets.ISO_8859_1))).startsWith("HTTP/1.1 200 OK");
    assertThat(raw(new byte[20_000])).startsWith("HTTP/1.1 431 ");
    assertThat(status("GET", "/metrics", "Bearer " + TOKEN)).isEqualTo(200);
    assertThat(told).isEmpty();
  }

  @Test
  void clientsThatSayNothingKeepOthersOutForGood() throws IOException {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        silent.add(new Socket(server.address().getAddress(), server.address().getPort()));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> status("GET", "/healthz", null) == 200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }
}
