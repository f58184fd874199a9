package io.badmap.hunt;

/** How a hunt is run. Immutable; a plain class, since a record would bring invokedynamic. */
public final class HuntSettings {
  /** Decides, together with the sites of a pair, what is held and for how long. */
  public final long seed;

  /** The longest that an operation is held, and the widest near miss, in nanoseconds. */
  public final long delayNanos;

  /** The share of the run that may be spent in delays, 0 to 100. */
  public final int budgetPercent;

  /** A thread that holds more locks than this is not held. */
  public final int mostLocks;

  public HuntSettings(long seed, long delayNanos, int budgetPercent, int mostLocks) {
    this.seed = seed;
    this.delayNanos = delayNanos;
    this.budgetPercent = budgetPercent;
    this.mostLocks = mostLocks;
  }
}
