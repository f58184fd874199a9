package io.badmap.it.detection;

/**
 * Holds a thread inside a map operation until it is let go. Spins, since a park would be a place
 * where the map's code is not on top of the stack alone.
 */
final class Gate {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private volatile boolean reached;
  private volatile boolean open;
  private volatile Thread held;

  /** Only {@code thread} stops at the gate. */
  void holds(Thread thread) {
    held = thread;
  }

  /** Called by a key, a value or a function: stops the held thread, the first time. */
  void pass() {
    if (Thread.currentThread() != held || open) {
      return;
    }
    reached = true;
    long start = System.nanoTime();
    while (!open) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new IllegalStateException("not let go");
      }
      Thread.onSpinWait();
    }
  }

  /** Waits until the held thread stands at the gate. */
  void awaitReached() {
    long start = System.nanoTime();
    while (!reached) {
      if (System.nanoTime() - start > LIMIT_NANOS || !held.isAlive()) {
        throw new IllegalStateException("never inside");
      }
      Thread.onSpinWait();
    }
  }

  boolean wasReached() {
    return reached;
  }

  void open() {
    open = true;
  }
}
