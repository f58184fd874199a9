package io.badmap.hunt;

/**
 * How much of a run may go into delays. The run as a whole, all threads added up, may spend its
 * share of the time since the hunt began and {@link #START_NANOS} on top; one thread may spend half
 * of both, so that the time of a single-threaded run grows by half the share at most.
 *
 * <p>Threads share slots by the end of their id; sharing makes the budget smaller, never larger.
 * Lock-free.
 */
final class DelayBudget {
  /** What a run of no length may spend: half a second, or one that is short would catch nothing. */
  static final long START_NANOS = 500_000_000;

  private static final int SLOTS = 1024;

  private final int percent;
  private final long began;
  private final Counter run = new Counter();
  private final Counter[] threads = new Counter[SLOTS];

  DelayBudget(int percent, long nanoTime) {
    this.percent = percent;
    began = nanoTime;
    for (int i = 0; i < SLOTS; i++) {
      threads[i] = new Counter();
    }
  }

  /** Whether the thread may be held for {@code nanos}; if so, they are taken from the budget. */
  boolean take(int threadId, long nanos, long nanoTime) {
    if (percent == 0) {
      return false;
    }
    long allowed = (nanoTime - began) / 100 * percent + START_NANOS;
    if (run.get() + nanos > allowed || of(threadId).get() + nanos > allowed / 2) {
      return false;
    }
    add(threadId, nanos);
    return true;
  }

  /** Gives back what was taken and not used. */
  void giveBack(int threadId, long nanos) {
    add(threadId, -nanos);
  }

  private void add(int threadId, long nanos) {
    run.add(nanos);
    of(threadId).add(nanos);
  }

  private Counter of(int threadId) {
    return threads[threadId & SLOTS - 1];
  }

  long spentNanos() {
    return run.get();
  }
}
