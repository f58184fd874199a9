package io.badmap.it.control.app;

import io.badmap.MapMisuseError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Uses maps as they may be used while the budget takes the hooks out and puts them in again. */
public final class StepsLoad {
  /**
   * On the way a tenth of the conflicts is still looked at, and for five seconds at most none while
   * operations that began with hooks come to their end.
   */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A machine that is busy keeps some of them apart. */
  private static final int AGAIN = 5;

  private StepsLoad() {}

  /** Takes the config file, whose budget is too small, and writes one that is not. */
  public static void main(String[] arguments) throws Exception {
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean end = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (Work work : Work.all()) {
      Thread thread = new Thread(() -> run(work, end, wrong), work.name());
      threads.add(thread);
      thread.start();
    }
    for (long last = System.nanoTime(); System.nanoTime() - last < QUIET_NANOS; ) {
      if (isThrown()) {
        last = System.nanoTime();
      }
    }
    System.out.println("nothing is met");
    Files.writeString(Path.of(arguments[0]), "budget: {cpu: 100%, memory: 1GB}\n");
    for (int met = 0; met < AGAIN; ) {
      met += isThrown() ? 1 : 0;
    }
    System.out.println("something is met");
    end.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("wrong " + wrong);
  }

  private static void run(Work work, AtomicBoolean end, Queue<String> wrong) {
    while (!end.get()) {
      try {
        work.turn();
      } catch (Throwable e) {
        wrong.add(work.name() + ": " + e + " at " + e.getStackTrace()[0]);
        return;
      }
    }
  }

  /** Whether a thread is stopped that puts into a map in which another one stands. */
  private static boolean isThrown() throws InterruptedException {
    Map<Object, String> map = new HashMap<>();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Object slow =
        new Object() {
          @Override
          public int hashCode() {
            inside.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return 1;
          }

          @Override
          public boolean equals(Object other) {
            return this == other;
          }
        };
    Thread holder = new Thread(() -> map.put(slow, "slow"), "holder");
    holder.start();
    inside.await();
    try {
      map.put("key", "value");
      return false;
    } catch (MapMisuseError e) {
      return true;
    } finally {
      release.countDown();
      holder.join();
    }
  }
}
