package io.badmap.it.faults.app;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Two mapping functions that run for longer than the agent remembers an encounter. One map is met
 * by a second writer early in that time, the other is left to its thread. When both functions have
 * ended, a third thread uses both maps, which nobody else does then.
 */
public final class LongInside {
  /** Two seconds more than an encounter is remembered. */
  private static final long INSIDE_SECONDS = 12;

  private LongInside() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    Map<Object, Object> met = new HashMap<>();
    Map<Object, Object> alone = new HashMap<>();
    CountDownLatch inside = new CountDownLatch(2);
    Thread first = compute(met, inside);
    Thread second = compute(alone, inside);
    inside.await();
    met.put("second", "writer");
    first.join();
    second.join();
    Thread third =
        new Thread(
            () -> {
              for (int i = 0; i < 1000; i++) {
                met.put(i, i);
                alone.put(i, i);
              }
            });
    third.start();
    third.join();
    System.out.println("met " + met.size() + ", alone " + alone.size());
  }

  private static Thread compute(Map<Object, Object> map, CountDownLatch inside) {
    Thread thread = new Thread(() -> map.computeIfAbsent("slow", key -> take(inside)));
    thread.start();
    return thread;
  }

  private static Object take(CountDownLatch inside) {
    inside.countDown();
    try {
      TimeUnit.SECONDS.sleep(INSIDE_SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "computed";
  }
}
