package io.badmap.bench;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What the JIT has seen before it compiles a benchmark.
 *
 * <p>Where all keys of a JVM so far are of one or two classes, {@code key.hashCode()} inside {@code
 * HashMap} is inlined and a look-up takes half the time. In a benchmark it hangs on chance which
 * JVM is like that: an agent that does nothing uses a map or two while it starts, and its JVM has
 * seen a third class. No application stays so innocent, so every JVM sees many first.
 */
final class Profiles {
  private static final String FRESH = "badmap.bench.fresh";
  private static final int ROUNDS = 500;

  /** Written so that no look-up is idle. */
  static volatile int found;

  private record Point(int x, int y) {}

  private Profiles() {}

  /** A JVM argument that leaves the JVM as it starts. */
  static String fresh() {
    return "-D" + FRESH + "=true";
  }

  /** Uses maps and sets of this flavor with keys of many classes. */
  static void mix(Flavor flavor) {
    if (Boolean.getBoolean(FRESH)) {
      return;
    }
    for (int round = 0; round < ROUNDS; round++) {
      use(flavor.map(), round);
      use(flavor.linkedMap(false), round);
      use(flavor.linkedMap(true), round);
      use(flavor.set(), round);
      use(new WeakHashMap<>(), round);
      for (Object key : comparable(round)) {
        useTree(key);
      }
    }
  }

  private static void use(Map<Object, Integer> map, int round) {
    for (Object key : keys(round)) {
      map.put(key, round);
    }
    for (Object key : keys(round)) {
      map.put(key, round + 1);
      map.get(key);
      found = map.containsKey(key) ? 1 : 0;
      map.putIfAbsent(key, round);
      map.merge(key, 1, Integer::sum);
      map.computeIfAbsent(key, absent -> 1);
    }
    for (Object key : keys(round + 1)) {
      map.get(key);
      map.computeIfAbsent(key, absent -> 1);
      map.remove(key);
    }
  }

  private static void use(Set<Object> set, int round) {
    set.addAll(keys(round));
    for (Object key : keys(round)) {
      found = set.contains(key) ? 1 : 0;
      set.add(key);
    }
    set.removeAll(keys(round + 1));
  }

  private static void useTree(Object key) {
    Map<Object, Integer> tree = new TreeMap<>();
    tree.put(key, 1);
    tree.get(key);
    found = tree.containsKey(key) ? 1 : 0;
    tree.merge(key, 1, Integer::sum);
    tree.remove(key);
  }

  private static List<Object> comparable(int round) {
    return List.of("key-" + round, round, (long) round, BigInteger.valueOf(round));
  }

  private static List<Object> keys(int round) {
    return List.of(
        "key-" + round,
        round * 1_000,
        (long) round << 32,
        BigInteger.valueOf(round),
        new Point(round, -round),
        List.of(round),
        TimeUnit.values()[round % 7],
        Map.entry(round, "value"));
  }
}
