package io.badmap.bench.service;

import java.util.Arrays;
import java.util.List;

/**
 * What a load met, request by request, in no order.
 *
 * @param due when each request was to be sent, by {@link System#nanoTime}
 * @param nanos from then to the end of its answer, so that a request that had to wait for the one
 *     before it counts as slow
 * @param wrong what was not answered, or wrongly
 * @param seconds how long the load ran
 */
public record Visits(long[] due, long[] nanos, List<String> wrong, double seconds) {
  public int requests() {
    return nanos.length;
  }

  /** Requests a second. */
  public double rate() {
    return requests() / seconds;
  }

  /**
   * The time within which the given share of the requests was answered, in nanoseconds.
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException if there was no request
   */
  public long within(double share) {
    if (nanos.length == 0) {
      throw new IllegalStateException("no request");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** The longest of the requests that were under way between two moments, in nanoseconds. */
  public long longestBetween(long from, long to) {
    long longest = 0;
    for (int i = 0; i < due.length; i++) {
      if (due[i] - to < 0 && due[i] + nanos[i] - from > 0) {
        longest = Math.max(longest, nanos[i]);
      }
    }
    return longest;
  }
}
