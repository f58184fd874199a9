package io.badmap.agent.report;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says whether a conflict is worth the wait for both exact stacks.
 *
 * <p>Assumptions: a pair of sites that meets over and over does so on the same few threads; which
 * pair a conflict belongs to is known only after the stacks were taken.
 *
 * <p>Guarantees: two token buckets, each refilled evenly. A thread whose latest encounter was a
 * repeat draws on the small one, every other thread on the large one, so a pair that fires a
 * million times a second leaves the large bucket to threads that bring something new. Threads share
 * slots by identity hash; sharing costs precision, never correctness.
 *
 * <p>Progress: lock-free. A CAS that is lost is tried again, since two threads that meet ask at the
 * same moment; each loss is a token that another thread got, so there are at most as many.
 */
final class DetailBudget {
  private static final int SLOTS = 256;
  private static final long SECOND = 1_000_000_000L;

  private final Bucket fresh;
  private final Bucket repeats;

  /** 1 where the latest encounter of a thread in this slot was a repeat. */
  private final AtomicLongArray repeated = new AtomicLongArray(SLOTS);

  /**
   * @param freshPerSecond detailed captures a second for threads that bring something new
   * @param repeatsPerSecond and for those that repeat themselves
   */
  DetailBudget(int freshPerSecond, int repeatsPerSecond) {
    fresh = new Bucket(freshPerSecond);
    repeats = new Bucket(repeatsPerSecond);
  }

  boolean wants(Thread thread, long nanoTime) {
    return (repeated.get(slot(thread)) == 0 ? fresh : repeats).take(nanoTime);
  }

  void met(Thread thread, boolean repeat) {
    long now = repeat ? 1 : 0;
    int slot = slot(thread);
    if (repeated.get(slot) != now) {
      repeated.set(slot, now);
    }
  }

  private static int slot(Thread thread) {
    return System.identityHashCode(thread) & SLOTS - 1;
  }

  /**
   * Holds up to one second's worth of tokens, as the time from which they were saved up (the
   * generic cell rate algorithm).
   */
  private static final class Bucket {
    private final long interval;
    private final AtomicLong spentUntil = new AtomicLong(Long.MIN_VALUE);

    Bucket(int perSecond) {
      interval = SECOND / perSecond;
    }

    boolean take(long now) {
      while (true) {
        long spent = spentUntil.get();
        long from = spent == Long.MIN_VALUE || spent - now < -SECOND ? now - SECOND : spent;
        if (from + interval - now > 0) {
          return false;
        }
        if (spentUntil.compareAndSet(spent, from + interval)) {
          return true;
        }
      }
    }
  }
}
