package io.badmap.guard;

import java.util.HashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Finds the map of an entry, which an entry does not know: each thread's slot remembers the map
 * whose entries were handed out last, and the entry is then looked for in it, by identity.
 *
 * <p>An entry that is kept while another map is iterated, or set by another thread, is not found,
 * and its {@code setValue} is not watched. A slot keeps its map until the next iteration or the
 * next {@link #forget()}, a few seconds later.
 */
public final class Entries {
  private static final int SLOTS = 256;

  /** A bin is at most as long as a tree bin that has not split yet; more is not looked at. */
  private static final int LONGEST_WALK = 64;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final Class<?> NODE = nodeClass();
  private static final long TABLE = U.objectFieldOffset(HashMap.class, "table");
  private static final long HASH = U.objectFieldOffset(NODE, "hash");
  private static final long NEXT = U.objectFieldOffset(NODE, "next");
  private static final Object[] LATEST = new Object[SLOTS];

  private Entries() {}

  private static Class<?> nodeClass() {
    try {
      return Class.forName("java.util.HashMap$Node", false, null);
    } catch (ClassNotFoundException e) {
      throw new NoClassDefFoundError(e.getMessage());
    }
  }

  private static int slot() {
    return Threads.id(Thread.currentThread()) & SLOTS - 1;
  }

  /** The entries of {@code map} are about to be handed out to this thread. */
  public static void handOut(Object map) {
    LATEST[slot()] = map;
  }

  /** The map that {@code node} is an entry of, or {@code null} where that cannot be told. */
  public static @Nullable Object mapOf(Object node) {
    Object map = LATEST[slot()];
    return map != null && holds(map, node) ? map : null;
  }

  private static boolean holds(Object map, Object node) {
    Object[] table = (Object[]) U.getReference(map, TABLE);
    if (table == null || table.length == 0) {
      return false;
    }
    Object candidate = table[table.length - 1 & U.getInt(node, HASH)];
    for (int i = 0; i < LONGEST_WALK && candidate != null; i++) {
      if (candidate == node) {
        return true;
      }
      candidate = U.getReference(candidate, NEXT);
    }
    return false;
  }

  /** Begins a write to the value of an entry of {@code map}; {@code null} is not watched. */
  public static int enterSet(@Nullable Object map) {
    return map == null ? GuardWord.NOT_MINE : HashMapGuard.enterWrite(map);
  }

  /** Ends it. */
  public static void exitSet(@Nullable Object map, int entered) {
    if (map != null) {
      HashMapGuard.exitWrite(map, entered);
    }
  }

  /** Lets go of every remembered map. */
  static void forget() {
    for (int i = 0; i < SLOTS; i++) {
      LATEST[i] = null;
    }
  }
}
