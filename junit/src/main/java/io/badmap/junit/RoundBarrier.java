package io.badmap.junit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Where the threads of a scenario wait for each other between rounds.
 *
 * <p>Assumptions: a fixed number of parties, each of which comes to every phase.
 *
 * <p>Guarantees: nobody passes a phase before all have come to it, but for a barrier that is open
 * for good. The last one to come runs the action alone, and all others see what it did.
 *
 * <p>Progress: waiting threads spin, so that all pass within nanoseconds of each other, and yield
 * now and then, so that there may be more of them than cores.
 */
final class RoundBarrier {
  private static final int SPINS = 2_000;

  private final int parties;
  private final BooleanSupplier action;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile int phase;
  private volatile boolean open;

  /**
   * A barrier that nobody has come to.
   *
   * @param parties how many wait for each other
   * @param action run by the last of them; with false the barrier opens for good
   */
  RoundBarrier(int parties, BooleanSupplier action) {
    this.parties = parties;
    this.action = action;
  }

  /** False once the barrier is open for good. */
  boolean await() {
    int mine = phase;
    if (waiting.incrementAndGet() == parties) {
      waiting.set(0);
      if (!open && !action.getAsBoolean()) {
        open = true;
      }
      phase = mine + 1;
      return !open;
    }
    for (int spins = 1; phase == mine && !open; spins++) {
      if (spins % SPINS == 0) {
        Thread.yield();
      }
      Thread.onSpinWait();
    }
    return !open;
  }

  /** Lets everybody pass from now on. */
  void open() {
    open = true;
  }
}
