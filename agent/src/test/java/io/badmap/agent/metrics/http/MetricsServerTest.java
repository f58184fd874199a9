package io.badmap.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
  private static final String TOKEN = "S3cr3t";

  private final MetricsServer server = new MetricsServer();
  private InetSocketAddress address;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    address = server.start(any, TOKEN, () -> "numbers\n", () -> "status\n");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private int status(String method, String path, @Nullable String authorization)
      throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
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
      assertThat(status("GET", path, null)).isEqualTo(401);
      assertThat(status("DELETE", path, right)).isEqualTo(405);
    }
    for (String path : new String[] {"/", "/metrics/../status", "/metrics/x", "/metricsx"}) {
      assertThat(status("GET", path, right)).as(path).isEqualTo(404);
    }
  }
}
