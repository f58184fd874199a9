package io.badmap.it.hunt;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Two threads put into one map without a lock, once in a while: by chance two operations of 50 ns
 * hardly ever overlap. Takes the mean pause in microseconds and how many milliseconds it runs.
 */
public final class PacedWriters {
  private PacedWriters() {}

  /** Runs. */
  public static void main(String[] arguments) throws InterruptedException {
    long pause = Long.parseLong(arguments[0]) * 1_000;
    long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000;
    Map<Integer, Integer> shared = new HashMap<>();
    Thread first = new Thread(() -> first(shared, pause, end), "first");
    Thread second = new Thread(() -> second(shared, pause, end), "second");
    first.start();
    second.start();
    first.join();
    second.join();
    System.out.println("end");
  }

  private static void first(Map<Integer, Integer> shared, long pause, long end) {
    SplittableRandom random = new SplittableRandom(1);
    while (System.nanoTime() - end < 0) {
      rest(pause / 2 + random.nextLong(pause));
      shared.put(random.nextInt(64), 1);
    }
  }

  private static void second(Map<Integer, Integer> shared, long pause, long end) {
    SplittableRandom random = new SplittableRandom(2);
    while (System.nanoTime() - end < 0) {
      rest(pause / 2 + random.nextLong(pause));
      shared.put(64 + random.nextInt(64), 2);
    }
  }

  private static void rest(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
