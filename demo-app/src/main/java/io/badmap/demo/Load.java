package io.badmap.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Drives a running service over HTTP from several client threads and counts what it served. */
final class Load {
  private static final Pattern ORDER_ID = Pattern.compile("^\\{\"id\":(\\d+),");
  private static final Pattern ORDER_COUNT = Pattern.compile("\"orders\":(\\d+)");

  private final Client client;
  private final int threads;
  private final PrintStream errors;
  private final Map<String, LongAdder> served = new ConcurrentSkipListMap<>();
  private final LongAdder placed = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /**
   * A load from {@code threads} clients.
   *
   * @param errors where each failed request is told
   */
  Load(Client client, int threads, PrintStream errors) {
    this.client = client;
    this.threads = threads;
    this.errors = errors;
  }

  /** What came of a load; {@code kept} is the service's own count of its orders. */
  record Result(Map<String, Long> served, long placed, long kept, long failed) {
    /** Whether every request was served and no order was lost. */
    boolean good() {
      return failed == 0 && placed == kept;
    }

    long requests() {
      return served.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Runs for a time. */
  Result run(Duration time) throws InterruptedException, IOException {
    long end = System.nanoTime() + time.toNanos();
    return run(turn -> System.nanoTime() - end < 0);
  }

  /** Runs each client for so many turns, about eleven requests each. */
  Result run(int turns) throws InterruptedException, IOException {
    return run(turn -> turn < turns);
  }

  private Result run(IntPredicate goesOn) throws InterruptedException, IOException {
    List<Thread> clients = new ArrayList<>();
    for (int i = 1; i <= threads; i++) {
      String name = "client-" + i;
      Thread thread = new Thread(() -> visit(name, goesOn), name);
      thread.setDaemon(true);
      thread.start();
      clients.add(thread);
    }
    for (Thread thread : clients) {
      thread.join();
    }
    return new Result(counts(), placed.sum(), keptOrders(), failed.sum());
  }

  private void visit(String name, IntPredicate goesOn) {
    for (int turn = 0; goesOn.test(turn); turn++) {
      try {
        shop(name, turn);
      } catch (IOException e) {
        failed.increment();
        errors.println(name + ": " + e);
      }
    }
  }

  /** One customer: looks around, signs a session in, orders, pays, goes. */
  private void shop(String name, int turn) throws IOException {
    int user = turn % 500;
    String sku = "SKU-" + turn % 250;
    count("skus", client.post("/skus/" + sku, "cents=" + (100 + turn % 900)));
    count("skus", client.get("/skus/" + sku));
    count("users", client.get("/users/" + user));
    count("users", client.post("/users/" + user, "name=" + name + "+" + turn));
    String session = "/sessions/" + name + "-" + turn;
    count("sessions", client.post(session, "cents=1"));
    String form = "user=" + user + "&sku=" + sku + "&quantity=" + (1 + turn % 3);
    Reply order = client.postOnce("/orders", form, name + "/" + turn);
    count("orders", order);
    Matcher id = ORDER_ID.matcher(order.body());
    if (order.status() == 201 && id.find()) {
      placed.increment();
      count("orders", client.get("/orders/" + id.group(1)));
    }
    count("orders", client.get("/orders"));
    count("sessions", client.post(session, "cents=99"));
    count("sessions", client.delete(session));
    count("users", client.delete("/users/" + (user + 7) % 500));
    if (turn % 16 == 0) {
      count("skus", client.get("/skus"));
    }
  }

  private void count(String endpoint, Reply reply) {
    if (reply.status() >= 300) {
      failed.increment();
      errors.println(endpoint + ": " + reply);
      return;
    }
    served.computeIfAbsent(endpoint, name -> new LongAdder()).increment();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    served.forEach((endpoint, count) -> counts.put(endpoint, count.sum()));
    return counts;
  }

  private long keptOrders() throws IOException {
    Matcher count = ORDER_COUNT.matcher(client.get("/healthz").body());
    return count.find() ? Long.parseLong(count.group(1)) : -1;
  }
}
