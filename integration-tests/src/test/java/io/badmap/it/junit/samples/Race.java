package io.badmap.it.junit.samples;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The code under test: two threads put into one map until one of them is stopped. On a busy machine
 * they may not run side by side for a while.
 */
final class Race {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private Race() {}

  /** Two threads of this test's own; whatever they throw is swallowed. */
  static void onOwnThreads() throws InterruptedException {
    onOwnThreads(MOST_NANOS);
  }

  /** The same for a second, where nobody will be stopped. */
  static void unstopped() throws InterruptedException {
    onOwnThreads(TimeUnit.SECONDS.toNanos(1));
  }

  private static void onOwnThreads(long nanos) throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    AtomicBoolean met = new AtomicBoolean();
    Thread first = new Thread(() -> put(map, met, nanos), "first");
    Thread second = new Thread(() -> overwrite(map, met, nanos), "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }

  /** Two tasks in a pool that somebody else has made; their futures are never asked. */
  static void in(ExecutorService pool) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    AtomicBoolean met = new AtomicBoolean();
    Future<?> first = pool.submit(() -> put(map, met, MOST_NANOS));
    Future<?> second = pool.submit(() -> overwrite(map, met, MOST_NANOS));
    try {
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("stuck", e);
    }
  }

  private static void put(Map<Integer, Integer> map, AtomicBoolean met, long nanos) {
    long start = System.nanoTime();
    while (!met.get() && System.nanoTime() - start < nanos) {
      swallow(() -> map.put(1, 1), met);
    }
  }

  private static void overwrite(Map<Integer, Integer> map, AtomicBoolean met, long nanos) {
    long start = System.nanoTime();
    while (!met.get() && System.nanoTime() - start < nanos) {
      swallow(() -> map.put(2, 2), met);
    }
  }

  private static void swallow(Runnable operation, AtomicBoolean met) {
    try {
      operation.run();
    } catch (Error e) {
      // As an executor does whose future nobody asks.
      met.set(true);
    }
  }
}
