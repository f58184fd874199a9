package io.badmap.agent.budget;

import io.badmap.agent.config.Settings.BreakerLimits;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Stops the agent from interfering where too many of the conflicts it answers end with an error.
 *
 * <p>Assumptions: {@link #admits} and {@link #answered} run inside map operations, from any thread;
 * {@link #tick} runs a few times a second on a thread of the agent.
 *
 * <p>Guarantees: closed, it opens as soon as the share is above the limit over the last window and
 * the window holds enough conflicts. Open, nothing is admitted until the cool-down has passed.
 * Half-open, one conflict in {@value #TRIAL} is; it closes after a window in which the share was
 * not above the limit, an empty one too, and opens again after one in which it was.
 *
 * <p>Progress: wait-free but for compare-and-set of the state, which nobody repeats. Counts of the
 * window are kept in {@value #BUCKETS} buckets; a count that comes as a bucket is emptied may be
 * lost.
 */
public final class Breaker {
  static final int TRIAL = 20;
  private static final int BUCKETS = 10;

  private static final int CLOSED = 0;
  private static final int OPEN = 1;
  private static final int HALF_OPEN = 2;

  private final BreakerLimits limits;
  private final LongSupplier nanos;
  private final long bucketNanos;
  private final AtomicLongArray epochs = new AtomicLongArray(BUCKETS);
  private final AtomicLongArray answered = new AtomicLongArray(BUCKETS);
  private final AtomicLongArray failed = new AtomicLongArray(BUCKETS);
  private final AtomicInteger state = new AtomicInteger(CLOSED);
  private final AtomicLong trips = new AtomicLong();
  private final AtomicLong allAnswered = new AtomicLong();
  private final AtomicLong allFailed = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private volatile long sinceNanos;
  private int told = CLOSED;

  /** What has changed since the last {@link #tick}. */
  public enum Change {
    /** Nothing. */
    NONE,
    /** It has opened. */
    OPENED,
    /** The cool-down has passed. */
    TRYING,
    /** It has closed. */
    CLOSED
  }

  /**
   * @param limits when it trips
   * @param nanos the time, as {@link System#nanoTime}
   */
  public Breaker(BreakerLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    bucketNanos = Math.max(1, limits.windowMillis() * 1_000_000 / BUCKETS);
    sinceNanos = nanos.getAsLong();
    for (int i = 0; i < BUCKETS; i++) {
      epochs.set(i, Long.MIN_VALUE);
    }
  }

  /** The limits it goes by. */
  public BreakerLimits limits() {
    return limits;
  }

  /** Whether a conflict is to be answered. */
  public boolean admits() {
    int now = state.get();
    if (now == CLOSED || (now == HALF_OPEN && ThreadLocalRandom.current().nextInt(TRIAL) == 0)) {
      return true;
    }
    passed.incrementAndGet();
    return false;
  }

  /** A conflict has been answered, with an error or without. */
  public void answered(boolean error) {
    allAnswered.incrementAndGet();
    if (error) {
      allFailed.incrementAndGet();
    }
    int bucket = bucket(nanos.getAsLong());
    answered.incrementAndGet(bucket);
    if (error) {
      failed.incrementAndGet(bucket);
      if (state.get() == CLOSED && isTooMuch(limits.minEvents())) {
        open(CLOSED);
      }
    }
  }

  /** The bucket of this time, emptied where it held an older one. */
  private int bucket(long now) {
    long epoch = Math.floorDiv(now, bucketNanos);
    int bucket = (int) Math.floorMod(epoch, (long) BUCKETS);
    long held = epochs.get(bucket);
    if (held != epoch && epochs.compareAndSet(bucket, held, epoch)) {
      answered.set(bucket, 0);
      failed.set(bucket, 0);
    }
    return bucket;
  }

  private boolean isTooMuch(long least) {
    long newest = Math.floorDiv(nanos.getAsLong(), bucketNanos);
    long all = 0;
    long bad = 0;
    for (int i = 0; i < BUCKETS; i++) {
      long epoch = epochs.get(i);
      if (epoch != Long.MIN_VALUE && newest - epoch < BUCKETS) {
        all += answered.get(i);
        bad += failed.get(i);
      }
    }
    double limit = limits.failureRate();
    return all >= Math.max(1, least) && (bad > limit * all || (limit >= 1 && bad == all));
  }

  private void open(int from) {
    if (state.compareAndSet(from, OPEN)) {
      sinceNanos = nanos.getAsLong();
      trips.incrementAndGet();
    }
  }

  private void forget() {
    for (int i = 0; i < BUCKETS; i++) {
      epochs.set(i, Long.MIN_VALUE);
      answered.set(i, 0);
      failed.set(i, 0);
    }
  }

  /** Lets time pass, and says what has changed since it was last called. */
  public Change tick() {
    long inState = nanos.getAsLong() - sinceNanos;
    int now = state.get();
    if (now == OPEN && told == OPEN && inState >= limits.cooldownMillis() * 1_000_000) {
      forget();
      sinceNanos = nanos.getAsLong();
      state.compareAndSet(OPEN, HALF_OPEN);
    } else if (now == HALF_OPEN && inState >= limits.windowMillis() * 1_000_000) {
      if (isTooMuch(1)) {
        open(HALF_OPEN);
      } else {
        forget();
        state.compareAndSet(HALF_OPEN, CLOSED);
      }
    }
    int after = state.get();
    if (after == told) {
      return Change.NONE;
    }
    told = after;
    return switch (after) {
      case OPEN -> Change.OPENED;
      case HALF_OPEN -> Change.TRYING;
      default -> Change.CLOSED;
    };
  }

  /** The share of conflicts that is answered now, 0 to 1. */
  public double share() {
    return switch (state.get()) {
      case OPEN -> 0;
      case HALF_OPEN -> 1.0 / TRIAL;
      default -> 1;
    };
  }

  /** How it stands. */
  public BreakerStatus status() {
    String word =
        switch (state.get()) {
          case OPEN -> "open";
          case HALF_OPEN -> "half-open";
          default -> "closed";
        };
    return new BreakerStatus(word, trips.get(), allAnswered.get(), allFailed.get(), passed.get());
  }
}
