package io.badmap.guard;

import jdk.internal.misc.Unsafe;

/**
 * What an operation has done to its map so far, read off the guard word inside the guarded window:
 * before the exit hook, with what the entry hook gave.
 */
public final class Footprint {
  private static final Unsafe U = Unsafe.getUnsafe();

  private Footprint() {}

  /** Whether entries were added, removed or reordered since the entry. */
  public static boolean isStructural(Object map, int entered) {
    int tag = entered & GuardWord.TAG;
    if (tag == GuardWord.NOT_MINE || tag == GuardWord.UNGUARDED) {
      return false;
    }
    int word = U.getInt(map, Roots.wordOf(map));
    return GuardWord.count(word) != GuardWord.count(entered);
  }

  /**
   * Whether an operation that began as a read has become a write. A mark that stands in the word
   * has replaced a tag, which is taken for this thread's.
   */
  public static boolean hasBegunToWrite(Object map, int entered) {
    if (!GuardWord.isComparable(entered)) {
      return false;
    }
    int word = U.getInt(map, Roots.wordOf(map));
    return GuardWord.isContended(word)
        || (GuardWord.isCertain(word) && GuardWord.isOf(word, Threads.id(Thread.currentThread())));
  }

  /** Whether the entry hook found nothing to write, as {@code clear} of an empty map does. */
  public static boolean isNothing(int entered) {
    return entered == GuardWord.NOT_MINE;
  }
}
