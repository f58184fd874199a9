package io.badmap.guard;

import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * Counts the steps of the map classes' own walks, where {@code breakloops=true} asks for it, and
 * stops those that would never end.
 *
 * <p>Every 65,536 steps a walk looks at what it follows. What stops it is proof, never a guess from
 * the map's size, which a race leaves wrong:
 *
 * <ul>
 *   <li>a bin, the order of a LinkedHashMap, the successors of a TreeMap: the entry where the walk
 *       stands is reached again from itself. One step is looked ahead for every 64 that were taken,
 *       so that a long walk of a sound map costs some hundredths more, and a circle of n entries is
 *       found after 64 n steps;
 *   <li>a red-black tree: it took 65,536 steps up or down, and one of 2^31 entries is at most 62
 *       deep;
 *   <li>the table of an IdentityHashMap: more slots were probed than it has.
 * </ul>
 *
 * <p>A step is an addition and a test of a local. Nothing is stored in the map or allocated.
 */
public final class Walks {
  private static final int LAST = (1 << 16) - 1;

  /** One step ahead for 64 taken. */
  private static final int SHARE_BITS = 6;

  private Walks() {}

  /** A step along {@code next}; gives the number of steps taken. */
  @ForceInline
  public static int inBin(Object entry, @Nullable Object map, int steps) {
    if ((steps & LAST) == LAST) {
      lookAtBin(entry, map, steps);
    }
    return steps + 1;
  }

  /** A step along {@code before} or {@code after}. */
  @ForceInline
  public static int inOrder(Object entry, @Nullable Object map, int steps) {
    if ((steps & LAST) == LAST) {
      lookAtOrder(entry, map, steps);
    }
    return steps + 1;
  }

  /** A step from an entry of a tree to the next one in either direction. */
  @ForceInline
  public static int inSuccession(Object entry, @Nullable Object map, int steps) {
    if ((steps & LAST) == LAST) {
      lookAtSuccession(entry, map, steps);
    }
    return steps + 1;
  }

  /** A step up or down a tree. */
  @ForceInline
  public static int inTree(@Nullable Object map, int steps) {
    if ((steps & LAST) == LAST) {
      Damage.stop(map, "a walk through its tree of entries does not end");
    }
    return steps + 1;
  }

  /** A step to the next slot of {@code table}. */
  @ForceInline
  public static int inProbe(Object table, @Nullable Object map, int steps) {
    if ((steps & LAST) == LAST) {
      lookAtTable(table, map, steps);
    }
    return steps + 1;
  }

  private static void lookAtBin(Object entry, @Nullable Object map, int steps) {
    stopAt(Circle.ofBin(entry, ahead(steps)), map, "the entries of a bin");
  }

  private static void lookAtOrder(Object entry, @Nullable Object map, int steps) {
    stopAt(Circle.ofOrder(entry, ahead(steps)), map, "its entries in their order");
  }

  private static void lookAtSuccession(Object entry, @Nullable Object map, int steps) {
    stopAt(Circle.ofSuccession(entry, ahead(steps)), map, "the sorted entries");
  }

  private static void lookAtTable(Object table, @Nullable Object map, int steps) {
    int slots = ((Object[]) table).length;
    if (Integer.compareUnsigned(steps, slots) > 0) {
      String damage = "none of the ".concat(String.valueOf(slots / 2));
      Damage.stop(map, damage.concat(" places of its table is free"));
    }
  }

  private static int ahead(int steps) {
    return steps >>> SHARE_BITS;
  }

  private static void stopAt(int length, @Nullable Object map, String what) {
    if (length > 0) {
      String damage = what.concat(" run in a circle of ").concat(String.valueOf(length));
      Damage.stop(map, damage);
    }
  }
}
