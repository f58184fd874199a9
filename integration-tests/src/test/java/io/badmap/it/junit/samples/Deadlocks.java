package io.badmap.it.junit.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.badmap.junit.WatchMaps;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The first test deadlocks, inside operations on two maps each of which has its lock; JUnit fails
 * it after two seconds, and the next one runs.
 */
@WatchMaps
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Deadlocks {
  @Test
  @Order(1)
  @Timeout(2)
  void deadlocks() throws InterruptedException {
    Map<Integer, Integer> one = new HashMap<>();
    Map<Integer, Integer> other = new HashMap<>();
    CountDownLatch both = new CountDownLatch(2);
    Thread first = start(one, other, both);
    Thread second = start(other, one, both);
    first.join();
    second.join();
  }

  @Test
  @Order(2)
  void rests() {
    Map<Integer, Integer> map = new HashMap<>();
    map.put(1, 1);
    assertEquals(1, map.get(1));
  }

  private static Thread start(
      Map<Integer, Integer> outer, Map<Integer, Integer> inner, CountDownLatch both) {
    Thread thread =
        new Thread(
            () -> {
              synchronized (outer) {
                outer.computeIfAbsent(1, key -> put(inner, both));
              }
            },
            "deadlocked");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Integer put(Map<Integer, Integer> map, CountDownLatch both) {
    both.countDown();
    try {
      both.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (map) {
      map.put(2, 2);
      return 1;
    }
  }
}
