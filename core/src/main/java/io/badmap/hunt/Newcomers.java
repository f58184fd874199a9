package io.badmap.hunt;

import io.badmap.guard.Threads;
import org.jspecify.annotations.Nullable;

/**
 * The threads that were seen lately and since when. Two operations of which one is older than the
 * other one's thread, or one of whose threads has ended by the time of the other, did not overlap:
 * most often the one thread started or joined the other.
 *
 * <p>Fixed memory; a slot holds its thread until the next one comes or {@link #forget()}. Racy: a
 * thread that is not found is taken for one that was there.
 */
final class Newcomers {
  private static final int SLOTS = 1024;

  private final @Nullable Thread[] threads = new Thread[SLOTS];
  private final long[] since = new long[SLOTS];

  /** An operation of {@code thread}, with its stamp; true where it was not seen lately. */
  boolean note(Thread thread, int threadId, long stamp) {
    int slot = threadId & SLOTS - 1;
    if (threads[slot] == thread) {
      return false;
    }
    since[slot] = stamp;
    threads[slot] = thread;
    return true;
  }

  /**
   * Whether the operation with stamp {@code earlier} cannot have overlapped with anything of the
   * thread that makes the one with stamp {@code now}.
   */
  boolean areApart(long earlier, Thread thread, long now) {
    int slot = Threads.id(thread) & SLOTS - 1;
    boolean came = threads[slot] == thread && isLater(since[slot], earlier, now);
    return came || hasEnded(NearMisses.thread(earlier));
  }

  private static boolean isLater(long since, long earlier, long now) {
    return NearMisses.nanosBetween(since, now) < NearMisses.nanosBetween(earlier, now);
  }

  private boolean hasEnded(int threadId) {
    Thread thread = threads[threadId & SLOTS - 1];
    return thread != null
        && (Threads.id(thread) & NearMisses.THREAD) == threadId
        && !thread.isAlive();
  }

  /** Lets go of threads that have ended. */
  void forget() {
    for (int i = 0; i < SLOTS; i++) {
      Thread thread = threads[i];
      if (thread != null && !thread.isAlive()) {
        threads[i] = null;
      }
    }
  }
}
