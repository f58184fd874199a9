package io.badmap.event;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** Reads the tables of maps as they lie in memory; calls no method of a map or key. */
final class Shape {
  /** A longer chain, or a larger table, is not walked to its end. */
  private static final int MAX_STEPS = 1 << 17;

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
    return table == null || bucket >= table.length ? 0 : chain(table[bucket]);
  }

  private static int chain(@Nullable Object head) {
    int length = 0;
    Object at = head;
    while (at != null && length < MAX_STEPS) {
      length++;
      at = U.getReference(at, NEXT);
    }
    return length;
  }

  /** Fills in the longest chain and the number of trees; leaves -1 where that takes too long. */
  static void measure(Object map, MapStats stats) {
    stats.longestChain = -1;
    @Nullable Object[] table = map instanceof HashMap ? table(map) : null;
    if (table == null || table.length > MAX_STEPS) {
      return;
    }
    int longest = 0;
    for (Object head : table) {
      if (head == null) {
        continue;
      }
      longest = Math.max(longest, chain(head));
      if (head.getClass() == TREE_NODE) {
        stats.treeBins++;
      }
    }
    stats.longestChain = longest;
  }
}
