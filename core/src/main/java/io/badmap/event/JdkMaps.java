package io.badmap.event;

import org.jspecify.annotations.Nullable;

/**
 * Maps that the JDK uses for itself: a request to its HTTP server alone makes a dozen of these, and
 * whoever asks for a sample means maps of the application. The first use of a map decides.
 *
 * <p>Code of the application says that it uses a map ({@link Callers}), but where a view or wrapper
 * stands between. So of a map that nobody has spoken of the stack is walked: {@value #MOST_WALKS}
 * times at first, then {@value #WALKS_A_SECOND} times a second, since a walk costs as much as ten
 * operations. One that the JDK was the first to use, or that there was no walk left for, has a
 * place among {@value #CAPACITY} identity hashes and leaves nothing behind. It is looked at again
 * when another has driven it out of its place; or when woven code uses it, unless it was the JDK's.
 *
 * <p>The places are plain: a race costs another walk.
 */
final class JdkMaps {
  private static final int CAPACITY = 4096;
  private static final int MOST_WALKS = 1000;
  private static final int WALKS_A_SECOND = 100;
  private static final long SECOND = 1_000_000_000L;

  /** Identity hashes; those without a walk bit by bit reversed. */
  private static final int[] HASHES = new int[CAPACITY];

  /** When walks were last granted. */
  private static long granted = System.nanoTime();

  /** Walks that are left. */
  private static int left = MOST_WALKS;

  private JdkMaps() {}

  /**
   * What is known of a map that a sample takes, the line that uses it left in {@link Scribe#from}
   * where that is known.
   *
   * @param hash its identity hash code
   * @param caller the line that is known to use it now; {@code null} to walk the stack for it
   * @return {@code null} where it is left out
   */
  static @Nullable RecordedMap orNull(
      Scribe me, RecordedMaps maps, Object map, int hash, @Nullable Site caller) {
    me.from = caller;
    RecordedMap known = maps.find(map, hash);
    if (known != null && known.isApplications) {
      return known;
    }
    if (leavesOut(hash)) {
      return null;
    }
    Site from = caller;
    if (from == null) {
      if (!mayWalk()) {
        HASHES[hash & CAPACITY - 1] = ~hash;
        return null;
      }
      from = Sites.here();
      me.from = from;
    }
    if (from != null && from.isJdk) {
      HASHES[hash & CAPACITY - 1] = hash;
      return null;
    }
    RecordedMap recorded = maps.of(map, hash);
    recorded.isApplications = true;
    return recorded;
  }

  /** Whether it is known of a map that a sample takes that it is left out. */
  static boolean leavesOut(int hash) {
    int last = HASHES[hash & CAPACITY - 1];
    return (last == hash || last == ~hash) && !Choice.takesAll();
  }

  /** Woven code uses a map, of which there may have been no walk left to tell whose it is. */
  static void isUsed(int hash) {
    if (HASHES[hash & CAPACITY - 1] == ~hash) {
      HASHES[hash & CAPACITY - 1] = 0;
    }
  }

  private static boolean mayWalk() {
    if (left > 0) {
      left--;
      return true;
    }
    long now = System.nanoTime();
    if (now - granted < SECOND) {
      return false;
    }
    granted = now;
    left = WALKS_A_SECOND - 1;
    return true;
  }
}
