package io.badmap.guard;

/** What two threads that met have in common while one of them reports both. */
abstract class Exchange {
  /** How often a waiting owner looks: 1 ms. */
  private static final long STEP_NANOS = 1_000_000;

  /** Set by the reporting thread when it is done. */
  volatile boolean ended;

  /** The other thread, still inside its operation, waits until the reporting one is done. */
  final void awaitEnd(long nanos) {
    long start = System.nanoTime();
    while (!ended && System.nanoTime() - start < nanos) {
      Pause.step(STEP_NANOS);
    }
    Pause.end();
  }
}
