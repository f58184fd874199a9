package io.badmap.atomicity;

import org.jspecify.annotations.Nullable;

/**
 * The recent lookups of every thread: 64 parts by the identity of the thread, each of 256 places by
 * map and key. A lookup stands there until its thread writes the key, until another one needs the
 * place, or until it is too old.
 *
 * <p>Threads that share a part push each other's lookups out; whose one is, it says itself. All
 * accesses are plain: only the thread that put a lookup there believes it, and what it misses is
 * missed, not made up.
 */
final class Lookups {
  /** What was seen longer ago was not the reason of an act: 10 s. */
  static final long WINDOW_NANOS = 10_000_000_000L;

  private static final int PARTS = 64;
  private static final int PLACES = 256;

  private static final @Nullable Lookup[] RECENT = new @Nullable Lookup[PARTS * PLACES];

  private Lookups() {}

  static void put(Lookup lookup, Object map, @Nullable Object key) {
    RECENT[place(lookup.thread, map, key)] = lookup;
  }

  /** Takes out what this thread last saw of the key; {@code null} where that was long ago. */
  static @Nullable Lookup take(Thread me, Object map, @Nullable Object key) {
    int place = place(me, map, key);
    Lookup lookup = RECENT[place];
    if (lookup == null || !lookup.isOf(me, map, key)) {
      return null;
    }
    RECENT[place] = null;
    return System.nanoTime() - lookup.nanoTime < WINDOW_NANOS ? lookup : null;
  }

  /** Takes out whatever this thread saw of the map. */
  static void drop(Thread me, Object map) {
    int part = part(me);
    for (int i = part; i < part + PLACES; i++) {
      Lookup lookup = RECENT[i];
      if (lookup != null && lookup.isOf(me, map)) {
        RECENT[i] = null;
      }
    }
  }

  static void clear() {
    for (int i = 0; i < RECENT.length; i++) {
      RECENT[i] = null;
    }
  }

  /** Lets go of what is too old to count. */
  static void sweep() {
    long now = System.nanoTime();
    for (int i = 0; i < RECENT.length; i++) {
      Lookup lookup = RECENT[i];
      if (lookup != null && now - lookup.nanoTime >= WINDOW_NANOS) {
        RECENT[i] = null;
      }
    }
  }

  private static int part(Thread thread) {
    return (System.identityHashCode(thread) & PARTS - 1) * PLACES;
  }

  private static int place(Thread thread, Object map, @Nullable Object key) {
    int hash = (System.identityHashCode(map) ^ Keys.hash(key)) * 0x9E3779B9;
    return part(thread) + (hash >>> 24);
  }
}
