package io.badmap.agent.report;

/**
 * Decides whether the heap may be walked now, while the application stands still: where that is
 * foreseen to take less than a quarter of a second, and so seldom that walks take a hundredth of
 * the time at most, after half a second that is free. What a walk told is forgotten when it has
 * been paid for: it may have been the machine that was slow. Thread-safe.
 */
final class HeapWalks {
  static final long LONGEST_NANOS = 250_000_000;
  static final long MOST_CREDIT_NANOS = 500_000_000;
  static final int SHARE = 100;

  /** Below this much heap a walk's own beginning and end are most of it. */
  private static final long SMALL_HEAP = 32L << 20;

  /** As measured where this was written. */
  private static final double USUAL_NANOS_PER_BYTE = 0.3;

  /** What the last walk told. */
  private double nanosPerByte = USUAL_NANOS_PER_BYTE;

  private long creditNanos = MOST_CREDIT_NANOS;
  private long creditedAt;

  /**
   * @param now in nanoseconds of a clock that only goes forward
   */
  HeapWalks(long now) {
    creditedAt = now;
  }

  /**
   * @param now in nanoseconds of the same clock
   * @param used how many bytes of the heap are in use
   */
  synchronized boolean allowed(long now, long used) {
    creditNanos = Math.min(MOST_CREDIT_NANOS, creditNanos + (now - creditedAt) / SHARE);
    creditedAt = now;
    if (creditNanos == MOST_CREDIT_NANOS) {
      nanosPerByte = USUAL_NANOS_PER_BYTE;
    }
    return creditNanos > 0 && used * nanosPerByte < LONGEST_NANOS;
  }

  /** Learns from a walk that took {@code nanos} through {@code used} bytes. */
  synchronized void took(long nanos, long used) {
    creditNanos -= nanos;
    if (used > SMALL_HEAP) {
      nanosPerByte = (double) nanos / used;
    }
  }
}
