package io.badmap.guard;

import java.util.HashMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
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

  /** A bin is at most as long as a tree bin that has not split yet; no tree is as deep. */
  private static final int LONGEST_WALK = 64;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final Bins HASH = new Bins(HashMap.class, "java.util.HashMap$Node");
  private static final Object[] LATEST = new Object[SLOTS];

  private Entries() {}

  private static Class<?> named(String name) {
    try {
      return Class.forName(name, false, null);
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

  /** The map that {@code entry} is of, or {@code null} where that cannot be told. */
  public static @Nullable Object mapOf(Object entry) {
    Object map = LATEST[slot()];
    if (map == null) {
      return null;
    }
    boolean found =
        map instanceof HashMap
            ? HASH.hold(map, entry)
            : map instanceof TreeMap ? Trees.hold(map, entry) : WeakBins.ALL.hold(map, entry);
    return found ? map : null;
  }

  /** Begins a write to the value of an entry of {@code map}; {@code null} is not watched. */
  public static int enterSet(@Nullable Object map) {
    return map == null ? GuardWord.NOT_MINE : WordGuard.enterWrite(map, Roots.wordOf(map));
  }

  /** Ends it. */
  public static void exitSet(@Nullable Object map, int entered) {
    if (map != null) {
      WordGuard.exitWrite(map, entered, Roots.wordOf(map));
    }
  }

  /** Lets go of every remembered map. */
  static void forget() {
    for (int i = 0; i < SLOTS; i++) {
      LATEST[i] = null;
    }
  }

  /** Apart, so that it loads with the first entry of such a map. */
  private static final class WeakBins {
    static final Bins ALL = new Bins(WeakHashMap.class, "java.util.WeakHashMap$Entry");
  }

  /** Entries that know their parent. */
  private static final class Trees {
    private static final Class<?> ENTRY = named("java.util.TreeMap$Entry");
    private static final long ROOT = U.objectFieldOffset(TreeMap.class, "root");
    private static final long PARENT = U.objectFieldOffset(ENTRY, "parent");

    static boolean hold(Object map, Object entry) {
      if (!ENTRY.isInstance(entry)) {
        return false;
      }
      Object root = U.getReference(map, ROOT);
      Object ancestor = entry;
      for (int i = 0; i < LONGEST_WALK && ancestor != null; i++) {
        if (ancestor == root) {
          return true;
        }
        ancestor = U.getReference(ancestor, PARENT);
      }
      return false;
    }
  }

  /** The table of a class whose entries know their hash and the next one in their bin. */
  private static final class Bins {
    private final Class<?> map;
    private final Class<?> entry;
    private final long table;
    private final long hash;
    private final long next;

    Bins(Class<?> map, String entryClass) {
      this.map = map;
      entry = named(entryClass);
      table = U.objectFieldOffset(map, "table");
      hash = U.objectFieldOffset(entry, "hash");
      next = U.objectFieldOffset(entry, "next");
    }

    boolean hold(Object owner, Object wanted) {
      if (!map.isInstance(owner) || !entry.isInstance(wanted)) {
        return false;
      }
      Object[] bins = (Object[]) U.getReference(owner, table);
      if (bins == null || bins.length == 0) {
        return false;
      }
      Object candidate = bins[bins.length - 1 & U.getInt(wanted, hash)];
      for (int i = 0; i < LONGEST_WALK && candidate != null; i++) {
        if (candidate == wanted) {
          return true;
        }
        candidate = U.getReference(candidate, next);
      }
      return false;
    }
  }
}
