package io.badmap.atomicity;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Who has lately looked a key up, so that a write is recorded only where another thread may act on
 * what it saw before it. One word for all keys that share a place: the second of the latest lookup
 * above, below it whose it was, or that there were several. Lock-free.
 */
final class Lookers {
  private static final int PLACES = 4096;
  private static final int SEVERAL = 0;

  /** Seconds of 2^30 ns after which a lookup is no reason to act any more. */
  private static final int WINDOW = (int) (Lookups.WINDOW_NANOS >> 30) + 2;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long WORD = U.objectFieldOffset(Lookers.class, "word");
  private static final Lookers[] ALL = new Lookers[PLACES];

  private volatile long word;

  private Lookers() {}

  static {
    for (int i = 0; i < PLACES; i++) {
      ALL[i] = new Lookers();
    }
  }

  /** {@code me} has looked the key up. */
  static void looked(Thread me, Object map, @Nullable Object key, long nanoTime) {
    Lookers place = of(map, key);
    int mine = name(me);
    int now = second(nanoTime);
    while (true) {
      long word = place.word;
      int who = isRecent(word, now) && (int) word != mine ? SEVERAL : mine;
      long next = (long) now << 32 | who & 0xFFFFFFFFL;
      if (next == word || U.compareAndSetLong(place, WORD, word, next)) {
        return;
      }
    }
  }

  /** Whether a thread other than {@code me} may have looked the key up a while ago. */
  static boolean othersThan(Thread me, Object map, @Nullable Object key) {
    long word = of(map, key).word;
    return isRecent(word, second(System.nanoTime())) && (int) word != name(me);
  }

  private static boolean isRecent(long word, int now) {
    return word != 0 && now - (int) (word >> 32) < WINDOW;
  }

  private static int second(long nanoTime) {
    return (int) (nanoTime >> 30);
  }

  private static int name(Thread thread) {
    return System.identityHashCode(thread) | 1;
  }

  private static Lookers of(Object map, @Nullable Object key) {
    int hash = (System.identityHashCode(map) ^ Keys.hash(key)) * 0x9E3779B9;
    return ALL[hash >>> 20];
  }
}
