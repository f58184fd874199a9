package io.badmap.event;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** Reads the tables of maps as they lie in memory; calls no method of a map or key. */
final class Shape {
  /** A longer chain is not walked to its end: one that has lost a race may have none. */
  private static final int MAX_CHAIN = 1 << 17;

  /** Of a larger table so many bins are looked at. */
  static final int MOST_BINS = 1 << 12;

  /** Bins and entries of one map that are looked at. */
  static final int MOST_STEPS = 1 << 13;

  private static final int GOLDEN = 0x9E3779B9;

  private static final Unsafe U = Unsafe.getUnsafe();

  private static final long HASH_TABLE = U.objectFieldOffset(HashMap.class, "table");
  private static final long THRESHOLD = U.objectFieldOffset(HashMap.class, "threshold");
  private static final Class<?> NODE = named("java.util.HashMap$Node");
  private static final Class<?> TREE_NODE = named("java.util.HashMap$TreeNode");
  private static final long NEXT = U.objectFieldOffset(NODE, "next");
  private static final long WEAK_TABLE = U.objectFieldOffset(WeakHashMap.class, "table");
  private static final long IDENTITY_TABLE = U.objectFieldOffset(IdentityHashMap.class, "table");
  private static final long ENUM_VALUES = U.objectFieldOffset(EnumMap.class, "vals");

  private Shape() {}

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static @Nullable Object @Nullable [] table(Object map) {
    long offset;
    if (map instanceof HashMap) {
      offset = HASH_TABLE;
    } else if (map instanceof WeakHashMap) {
      offset = WEAK_TABLE;
    } else if (map instanceof IdentityHashMap) {
      offset = IDENTITY_TABLE;
    } else if (map instanceof EnumMap) {
      offset = ENUM_VALUES;
    } else {
      return null;
    }
    return (Object[]) U.getReference(map, offset);
  }

  /** Bins or slots; 0 for a table that is not there yet, -1 where the map has none. */
  static int capacity(Object map) {
    @Nullable Object[] table = table(map);
    if (table == null) {
      return map instanceof HashMap ? 0 : -1;
    }
    return map instanceof IdentityHashMap ? table.length / 2 : table.length;
  }

  /** The capacity that a growth that begins now leads to. */
  static int grown(Object map, int capacity) {
    if (capacity > 0) {
      return capacity >= 1 << 30 ? capacity : capacity * 2;
    }
    int threshold = map instanceof HashMap ? U.getInt(map, THRESHOLD) : 0;
    return threshold > 0 ? threshold : 16;
  }

  /** Where a key of that spread hash belongs; -1 where the map has no bins. */
  static int bucket(Object map, int hash, int capacity) {
    if (capacity <= 0) {
      return -1;
    }
    if (map instanceof HashMap || map instanceof WeakHashMap) {
      return hash & capacity - 1;
    }
    if (map instanceof IdentityHashMap) {
      return ((hash << 1) - (hash << 8) & 2 * capacity - 1) / 2;
    }
    return map instanceof EnumMap ? hash : -1;
  }

  /** How many nodes hang in a bin. */
  static int chain(Object map, int bucket) {
    @Nullable Object[] table = map instanceof HashMap ? table(map) : null;
    return table == null || bucket >= table.length ? 0 : length(table[bucket], MAX_CHAIN);
  }

  private static int length(@Nullable Object head, int most) {
    int length = 0;
    Object at = head;
    while (at != null && length < most) {
      length++;
      at = U.getReference(at, NEXT);
    }
    return length;
  }

  /**
   * Fills in the longest chain and the number of trees among the bins that it looks at, and how
   * many these are: all, or one of each of {@value #MOST_BINS} equal parts of the table, another
   * one each time. It ends early where their chains are long.
   *
   * @param seed which ones
   * @return the bins and entries that it looked at
   */
  static int measure(Object map, MapStats stats, int seed) {
    stats.longestChain = -1;
    @Nullable Object[] table = map instanceof HashMap ? table(map) : null;
    if (table == null) {
      return 0;
    }
    int part = Math.max(1, table.length / MOST_BINS);
    int steps = 0;
    int longest = 0;
    for (int i = 0; i < table.length && steps < MOST_STEPS; i += part) {
      Object head = table[i + scatter(i ^ seed, part)];
      stats.binsRead++;
      steps++;
      if (head == null) {
        continue;
      }
      int length = length(head, MOST_STEPS - steps);
      steps += length;
      longest = Math.max(longest, length);
      if (head.getClass() == TREE_NODE) {
        stats.treeBins++;
      }
    }
    stats.longestChain = longest;
    return steps;
  }

  /**
   * A number below a power of two; what has a pattern in its bins must not fall in step with it.
   */
  private static int scatter(int number, int below) {
    int mixed = number * GOLDEN;
    return (mixed ^ mixed >>> 15) & below - 1;
  }
}
