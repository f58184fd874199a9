package io.badmap.it.junit.samples;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The code under test: two threads put into one map for as long as they live. */
final class Race {
  private static final long MOST_ROUNDS = 3_000_000;

  private Race() {}

  /** Two threads of this test's own; whatever they throw is swallowed. */
  static void onOwnThreads() throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    AtomicBoolean met = new AtomicBoolean();
    Thread first = new Thread(() -> put(map, met), "first");
    Thread second = new Thread(() -> overwrite(map, met), "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }

  /** Two tasks in a pool that somebody else has made; their futures are never asked. */
  static void in(ExecutorService pool) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    AtomicBoolean met = new AtomicBoolean();
    Future<?> first = pool.submit(() -> put(map, met));
    Future<?> second = pool.submit(() -> overwrite(map, met));
    try {
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("stuck", e);
    }
  }

  private static void put(Map<Integer, Integer> map, AtomicBoolean met) {
    for (long i = 0; i < MOST_ROUNDS && !met.get(); i++) {
      swallow(() -> map.put(1, 1), met);
    }
  }

  private static void overwrite(Map<Integer, Integer> map, AtomicBoolean met) {
    for (long i = 0; i < MOST_ROUNDS && !met.get(); i++) {
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
