package io.badmap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShopServerTest {
  private static final int THREADS = 6;

  private final ByteArrayOutputStream faults = new ByteArrayOutputStream();
  private ShopServer shop;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    shop = ShopServer.start(0, new PrintStream(faults, true, StandardCharsets.UTF_8));
    client = new Client(shop.address());
  }

  @AfterEach
  void stop() {
    shop.close();
    assertThat(faults.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void anOrderIsPlacedPricedAndFoundAgain() throws IOException {
    String order = "{\"id\":1,\"user\":7,\"sku\":\"SKU-5\",\"quantity\":3,\"cents\":315}";
    assertThat(client.post("/orders", "user=7&sku=SKU-5&quantity=3"))
        .isEqualTo(new Reply(201, order));
    assertThat(client.get("/orders/1")).isEqualTo(new Reply(200, order));
    assertThat(client.get("/orders")).isEqualTo(new Reply(200, "[" + order + "]"));
  }

  @Test
  void aRenamedUserKeepsTheNameUntilEvicted() throws IOException {
    assertThat(client.get("/users/7").body()).isEqualTo("{\"id\":7,\"name\":\"user 7\"}");
    assertThat(client.post("/users/7", "name=Ann+%22A%22%0A").status()).isEqualTo(200);
    assertThat(client.get("/users/7").body())
        .isEqualTo("{\"id\":7,\"name\":\"Ann \\\"A\\\"\\u000a\"}");
    assertThat(client.delete("/users/7").status()).isEqualTo(200);
    assertThat(client.get("/users/7").body()).isEqualTo("{\"id\":7,\"name\":\"user 7\"}");
  }

  @Test
  void aSkuTakesItsNewPrice() throws IOException {
    assertThat(client.post("/skus/SKU-5", "cents=999").status()).isEqualTo(200);
    assertThat(client.get("/skus/SKU-5").body()).isEqualTo("{\"code\":\"SKU-5\",\"cents\":999}");
    assertThat(client.get("/skus").body()).contains("{\"code\":\"SKU-5\",\"cents\":999}");
  }

  @Test
  void aSessionAddsUpItsPaymentsAndEnds() throws IOException {
    assertThat(client.post("/sessions", "user=7"))
        .isEqualTo(new Reply(201, "{\"token\":\"s-1\",\"user\":7,\"paidCents\":0}"));
    client.post("/sessions/s-1", "cents=40");
    client.post("/sessions/s-1", "cents=2");
    String paid = "{\"token\":\"s-1\",\"user\":7,\"paidCents\":42}";
    assertThat(client.get("/sessions").body()).isEqualTo("[" + paid + "]");
    assertThat(client.delete("/sessions/s-1")).isEqualTo(new Reply(200, paid));
    assertThat(client.get("/sessions/s-1").status()).isEqualTo(404);
  }

  @Test
  void aWrongRequestIsAnsweredWithItsReasonAndDoesNoHarm() throws IOException {
    assertThat(client.get("/nothing").status()).isEqualTo(404);
    assertThat(client.get("/users/100000").status()).isEqualTo(404);
    assertThat(client.get("/users/x")).isEqualTo(new Reply(400, "{\"error\":\"not a number: x\"}"));
    assertThat(client.get("/orders/1/2").status()).isEqualTo(405);
    assertThat(client.delete("/healthz").status()).isEqualTo(405);
    assertThat(client.post("/orders", "user=7&sku=SKU-5").body())
        .isEqualTo("{\"error\":\"field missing: quantity\"}");
    assertThat(client.post("/orders", "user=7&sku=SKU-5&quantity=0").status()).isEqualTo(400);
    assertThat(client.post("/orders", "user=7&sku=none&quantity=1").status()).isEqualTo(404);
    assertThat(client.post("/orders", "user=%zz").status()).isEqualTo(400);
    assertThat(client.post("/orders", "x".repeat(70_000)).status()).isEqualTo(400);
    assertThat(client.get("/healthz").body())
        .isEqualTo("{\"status\":\"ok\",\"orders\":0,\"skus\":200,\"sessions\":0}");
  }

  @Test
  void aRefusedOrderDoesNotUseUpItsKey() throws IOException {
    assertThat(client.postOnce("/orders", "user=7&sku=none&quantity=1", "k").status())
        .isEqualTo(404);
    assertThat(client.postOnce("/orders", "user=7&sku=SKU-1&quantity=1", "k").status())
        .isEqualTo(201);
    assertThat(client.postOnce("/orders", "user=7&sku=SKU-1&quantity=1", "k").status())
        .isEqualTo(409);
  }

  @Test
  void ordersPlacedAtOnceAreAllKeptUnderIdsOfTheirOwn() throws Exception {
    List<Reply> replies = atOnce(50, () -> client.post("/orders", "user=7&sku=SKU-5&quantity=1"));
    assertThat(replies).hasSize(THREADS * 50).allMatch(reply -> reply.status() == 201);
    assertThat(replies).extracting(Reply::body).doesNotHaveDuplicates();
    assertThat(client.get("/healthz").body()).contains("\"orders\":" + THREADS * 50);
  }

  @Test
  void aRequestKeySentByAllAtOnceIsAcceptedOnce() throws Exception {
    List<Reply> replies =
        atOnce(1, () -> client.postOnce("/orders", "user=7&sku=SKU-5&quantity=1", "same"));
    assertThat(replies).filteredOn(reply -> reply.status() == 201).hasSize(1);
    assertThat(replies).filteredOn(reply -> reply.status() == 409).hasSize(THREADS - 1);
  }

  @Test
  void paymentsIntoOneSessionAtOnceAreAllAdded() throws Exception {
    atOnce(50, () -> client.post("/sessions/till", "cents=1"));
    assertThat(client.get("/sessions/till").body()).contains("\"paidCents\":" + THREADS * 50 + "}");
  }

  @Test
  void mixedTrafficIsServedWithoutAFaultOrALostOrder() throws Exception {
    ByteArrayOutputStream failures = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(failures, true, StandardCharsets.UTF_8);
    Load.Result result = new Load(client, THREADS, errors).run(60);
    assertThat(failures.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(result.good()).isTrue();
    assertThat(result.kept()).isEqualTo(THREADS * 60);
    assertThat(result.served()).containsOnlyKeys("orders", "sessions", "skus", "users");
  }

  private static List<Reply> atOnce(int times, Callable<Reply> request) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<Reply>>> answers =
          IntStream.range(0, THREADS)
              .mapToObj(i -> threads.submit(() -> repeat(times, request, start)))
              .toList();
      List<Reply> replies = new ArrayList<>();
      for (Future<List<Reply>> answer : answers) {
        replies.addAll(answer.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Reply> repeat(int times, Callable<Reply> request, CyclicBarrier start)
      throws Exception {
    start.await();
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      replies.add(request.call());
    }
    return replies;
  }
}
