package io.badmap.bench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CustomersTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void aRightAnswerOfTheDemoIsTakenForAWrongOne() throws Exception {
    try (Shop shop = Shop.demo(JAVA, List.of())) {
      Customers.Load load = new Customers(shop.address(), 2).start(4_000);
      // Each customer sees every kind of request, and orders that are refused as known.
      await().atMost(Duration.ofMinutes(1)).until(() -> load.count() >= 2 * 12 * 300);
      Visits visits = load.stop();

      assertThat(visits.wrong()).isEmpty();
      assertThat(visits.requests()).isGreaterThanOrEqualTo(2 * 12 * 300);
    }
  }

  @Test
  void aWrongAnswerIsTakenForARightOne() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CountDownLatch round = new CountDownLatch(12);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
          round.countDown();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      Customers.Load load = new Customers(address, 1).start(1_000);
      assertThat(round.await(60, TimeUnit.SECONDS)).isTrue();
      Visits visits = load.stop();

      assertThat(visits.wrong()).hasSize(visits.requests());
    } finally {
      server.stop(0);
    }
  }
}
