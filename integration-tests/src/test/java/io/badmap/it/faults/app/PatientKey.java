package io.badmap.it.faults.app;

import java.util.concurrent.CountDownLatch;

/** Keeps its thread inside a map operation until somebody lets it go. Usable once. */
final class PatientKey {
  final CountDownLatch entered = new CountDownLatch(1);
  final CountDownLatch released = new CountDownLatch(1);

  @Override
  public int hashCode() {
    entered.countDown();
    awaitRelease();
    return 1;
  }

  /** Waits whatever interrupts it, and passes an interrupt on. */
  private void awaitRelease() {
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }
}
