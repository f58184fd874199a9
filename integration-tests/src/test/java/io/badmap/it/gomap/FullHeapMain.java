package io.badmap.it.gomap;

import io.badmap.gomap.GoMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Fills maps until the heap is full, with another share of it free each time, so that the put that
 * fails is one that grows the table, touches a new part of it or takes an overflow bucket. What a
 * map holds then is counted when there is memory again, and it has to take more.
 */
public final class FullHeapMain {
  private static final int ROUNDS = 24;
  private static final int STEP_BYTES = 96 * 1024;
  private static final int MORE = 20_000;

  /** A key that is not of the classes whose equals and hashCode are trusted. */
  private record Own(int id) {}

  private FullHeapMain() {}

  /** Needs a heap of no more than some ten megabytes. */
  public static void main(String[] arguments) {
    int full = fill("integers", i -> i) + fill("own keys", Own::new);
    System.out.println("full " + full + " of " + 2 * ROUNDS + " times");
  }

  private static int fill(String name, IntFunction<Object> key) {
    int full = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      GoMap<Object, Object> map = GoMap.make();
      int stored = 0;
      List<byte[]> hoard = new ArrayList<>(1 << 16);
      try {
        hoardAllBut(hoard, round * STEP_BYTES);
        while (true) {
          map.assign(key.apply(stored), name);
          stored++;
        }
      } catch (OutOfMemoryError e) {
        hoard.clear();
        full++;
      }
      check(map, key, stored, name + ", round " + round);
    }
    return full;
  }

  /** Takes all memory, then gives {@code bytes} of it back. */
  private static void hoardAllBut(List<byte[]> hoard, int bytes) {
    try {
      while (true) {
        hoard.add(new byte[16 * 1024]);
      }
    } catch (OutOfMemoryError e) {
      for (int freed = 0; freed < bytes; freed += 16 * 1024) {
        hoard.remove(hoard.size() - 1);
      }
    }
  }

  /** The put that failed may have been done, or not. */
  private static void check(
      GoMap<Object, Object> map, IntFunction<Object> key, int stored, String where) {
    int len = map.len();
    boolean done = map.containsKey(key.apply(stored));
    expect(len == stored + (done ? 1 : 0), where + ": len " + len + " after " + stored + " puts");
    int end = len + MORE;
    for (int i = len; i < end; i++) {
      map.assign(key.apply(i), where);
    }
    for (int i = 0; i < end; i++) {
      expect(map.get(key.apply(i)) != null, where + ": lost key " + i);
    }
    int seen = 0;
    for (Object ignored : map.keySet()) {
      seen++;
    }
    expect(seen == end && map.len() == end, where + ": a range gives " + seen + " of " + end);
    for (int i = 0; i < end; i++) {
      expect(map.remove(key.apply(i)) != null, where + ": cannot remove key " + i);
    }
    expect(map.isEmpty(), where + ": not empty");
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
