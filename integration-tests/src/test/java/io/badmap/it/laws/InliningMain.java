package io.badmap.it.laws;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Uses a map and a set often enough for both compilers of the JVM. */
public final class InliningMain {
  private InliningMain() {}

  public static void main(String[] arguments) {
    Map<Integer, Integer> map = new HashMap<>();
    Set<Integer> set = new HashSet<>();
    long found = 0;
    for (int i = 0; i < 1_000_000; i++) {
      found += use(map, set, i % 1000);
    }
    System.out.println("found " + found);
  }

  private static int use(Map<Integer, Integer> map, Set<Integer> set, int key) {
    map.put(key, key);
    set.add(key);
    map.remove(key + 1);
    return map.get(key) + (set.contains(key) ? 1 : 0);
  }
}
