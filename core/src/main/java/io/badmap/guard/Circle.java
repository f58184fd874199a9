package io.badmap.guard;

import jdk.internal.misc.Unsafe;

/**
 * Looks for a circle among the entries of a map: an entry that is reached again from itself. Reads
 * plainly and without a lock, at most as many entries as it is told, and calls no code of a key.
 *
 * <p>An answer other than 0 is proof for a map that nobody else changes meanwhile; where somebody
 * does, that is misuse enough.
 */
final class Circle {
  private static final Unsafe U = Unsafe.getUnsafe();

  private static final Class<?> WEAK = entry("java.util.WeakHashMap$Entry");
  private static final long WEAK_NEXT = U.objectFieldOffset(WEAK, "next");
  private static final long NEXT = U.objectFieldOffset(entry("java.util.HashMap$Node"), "next");
  private static final Class<?> LINKED = entry("java.util.LinkedHashMap$Entry");
  private static final long BEFORE = U.objectFieldOffset(LINKED, "before");
  private static final long AFTER = U.objectFieldOffset(LINKED, "after");
  private static final Class<?> SORTED = entry("java.util.TreeMap$Entry");
  private static final long LEFT = U.objectFieldOffset(SORTED, "left");
  private static final long RIGHT = U.objectFieldOffset(SORTED, "right");
  private static final long PARENT = U.objectFieldOffset(SORTED, "parent");

  private Circle() {}

  private static Class<?> entry(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  /** How many entries of a bin run in a circle through {@code start}; 0 where none is found. */
  static int ofBin(Object start, int most) {
    return along(WEAK.isInstance(start) ? WEAK_NEXT : NEXT, start, most);
  }

  /** The same in the order of a LinkedHashMap, forwards or backwards. */
  static int ofOrder(Object start, int most) {
    int forwards = along(AFTER, start, most);
    return forwards > 0 ? forwards : along(BEFORE, start, most);
  }

  private static int along(long link, Object start, int most) {
    Object at = U.getReference(start, link);
    for (int n = 1; at != null && n <= most; n++) {
      if (at == start) {
        return n;
      }
      at = U.getReference(at, link);
    }
    return 0;
  }

  /** The same among the successors of an entry of a TreeMap, or its predecessors. */
  static int ofSuccession(Object start, int most) {
    int upwards = through(RIGHT, LEFT, start, most);
    return upwards > 0 ? upwards : through(LEFT, RIGHT, start, most);
  }

  /** {@code TreeMap.successor}, or its mirror image, again and again. */
  private static int through(long far, long near, Object start, int most) {
    Object at = start;
    int entries = 0;
    for (int n = 1; n <= most; n++) {
      Object below = U.getReference(at, far);
      if (below != null) {
        for (at = below; n <= most && (below = U.getReference(at, near)) != null; n++) {
          at = below;
        }
      } else {
        Object child = at;
        at = U.getReference(at, PARENT);
        for (; n <= most && at != null && child == U.getReference(at, far); n++) {
          child = at;
          at = U.getReference(at, PARENT);
        }
      }
      entries++;
      if (at == null || n > most) {
        return 0;
      }
      if (at == start) {
        return entries;
      }
    }
    return 0;
  }
}
