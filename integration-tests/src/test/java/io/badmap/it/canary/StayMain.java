package io.badmap.it.canary;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has no limit any more while a thread stays inside a map operation for longer than is waited. */
final class StayMain {
  private static final long STAY_NANOS = TimeUnit.SECONDS.toNanos(7);

  private StayMain() {}

  public static void main(String[] args) throws Exception {
    BudgetMain.await("went on", BudgetMain.MISSED_IN_A_ROW);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread stays = new Thread(() -> stay(inside, over));
    stays.start();
    inside.await();
    Files.writeString(Path.of(args[0]), "budget: {cpu: 100%, memory: 1GB}\n");
    long start = System.nanoTime();
    boolean met = false;
    while (System.nanoTime() - start < STAY_NANOS) {
      met |= Race.run().equals("thrown");
    }
    System.out.println(met ? "met meanwhile" : "nothing is met");
    over.countDown();
    stays.join();
    BudgetMain.await("thrown", BudgetMain.MET_IN_A_ROW);
    System.out.println("all is met");
    System.exit(0);
  }

  private static void stay(CountDownLatch inside, CountDownLatch over) {
    new HashMap<String, String>()
        .computeIfAbsent(
            "key",
            key -> {
              inside.countDown();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return "value";
            });
  }
}
