package io.badmap.it.testng;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.testng.annotations.Test;

/** One test that misuses a map and one that does not; neither knows of badmap, and both pass. */
public class TestNgRaces {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  @Test
  public void races() throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    AtomicBoolean met = new AtomicBoolean();
    Thread other = new Thread(() -> put(map, 1, met));
    other.start();
    put(map, 2, met);
    other.join();
  }

  @Test
  public void rests() {
    new HashMap<>().put(1, 1);
  }

  private static void put(Map<Integer, Integer> map, Integer key, AtomicBoolean met) {
    long start = System.nanoTime();
    while (!met.get() && System.nanoTime() - start < MOST_NANOS) {
      try {
        map.put(key, 1);
      } catch (Error e) {
        met.set(true);
      }
    }
  }
}
