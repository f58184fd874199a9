package io.badmap.it.atomicity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Updates a map out of its own mapping function; prints what the map says to that. */
public final class RecursionMain {
  private RecursionMain() {}

  /** Runs all. */
  public static void main(String[] arguments) {
    refused(RecursionMain::ofTheSameKey);
    refused(RecursionMain::ofACollidingKey);
    Map<String, Integer> map = new ConcurrentHashMap<>();
    map.computeIfAbsent("a", key -> map.getOrDefault("b", 1));
    System.out.println("end");
  }

  private static void refused(Runnable update) {
    try {
      update.run();
      System.out.println("not refused");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void ofTheSameKey() {
    Map<String, Integer> map = new ConcurrentHashMap<>();
    map.computeIfAbsent("a", key -> inner(map));
  }

  private static Integer inner(Map<String, Integer> map) {
    return map.merge("a", 1, Integer::sum);
  }

  /** All three are of one hash; the first makes the bin, so that none is reserved. */
  private static void ofACollidingKey() {
    Map<String, Integer> map = new ConcurrentHashMap<>();
    map.put("AaAa", 1);
    map.computeIfAbsent("BBBB", key -> map.put("AaBB", 2) == null ? 1 : 2);
  }
}
