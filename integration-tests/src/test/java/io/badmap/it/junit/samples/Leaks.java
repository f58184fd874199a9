package io.badmap.it.junit.samples;

import io.badmap.junit.WatchMaps;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The first test leaves two threads that begin to race once no test runs, and never end: both tests
 * pass, the class fails, and the JVM ends.
 */
@WatchMaps
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Leaks {
  private static final CountDownLatch GO = new CountDownLatch(1);
  private static final CountDownLatch MET = new CountDownLatch(2);

  @Test
  @Order(1)
  void leaks() {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      Integer key = i;
      Thread thread = new Thread(() -> put(map, key), "leaked");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Test
  @Order(2)
  void rests() {}

  @AfterAll
  static void letThemGo() throws InterruptedException {
    GO.countDown();
    MET.await();
  }

  /** Nobody stops what has outlived its test. */
  private static void put(Map<Integer, Integer> map, Integer key) {
    try {
      GO.await();
      for (int i = 0; i < 3_000_000; i++) {
        map.put(key, i);
      }
      MET.countDown();
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
