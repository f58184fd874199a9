package io.badmap.budget;

import io.badmap.guard.HashMapGuard;
import io.badmap.guard.Installation;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts map operations, as a probe of the weaving.
 *
 * <p><b>Assumptions.</b> What is wanted is a rate, not a sum to the last digit.
 *
 * <p><b>Guarantees.</b> Threads whose ids differ in the last six bits never write to the same cache
 * line. Two that share a stripe may lose counts to each other, and nothing else.
 *
 * <p><b>Progress.</b> Wait-free: one plain load and one plain store.
 */
public final class Operations {
  private static final int STRIPES = 64;

  /** Longs in two cache lines, since lines are fetched in pairs. */
  private static final int SPREAD = 16;

  private static final int ROUNDS = 20_000;
  private static final int REPEATS = 30;

  private static final long[] COUNTS = new long[(STRIPES + 1) * SPREAD];

  private Operations() {}

  /** An operation has entered its guarded window. */
  public static void entered(@Nullable Object map, int row) {
    int stripe = (int) Installation.threadId(Thread.currentThread()) & STRIPES - 1;
    COUNTS[(stripe + 1) * SPREAD]++;
  }

  /** How many there were, about. */
  public static long total() {
    long sum = 0;
    for (int i = 1; i <= STRIPES; i++) {
      sum += COUNTS[i * SPREAD];
    }
    return sum;
  }

  /**
   * What the hooks of one operation cost, in nanoseconds: those of a write, the dearest, and this
   * probe, on a map that nobody shares; the quickest of many rounds. Takes a few milliseconds of
   * the calling thread, and is counted like operations of the application.
   */
  public static double calibrate() {
    HashMap<String, String> map = new HashMap<>();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < REPEATS; i++) {
      long start = System.nanoTime();
      for (int j = 0; j < ROUNDS; j++) {
        int tagged = HashMapGuard.enterWrite(map);
        entered(map, 0);
        HashMapGuard.exitWrite(map, tagged);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return (double) best / ROUNDS;
  }
}
