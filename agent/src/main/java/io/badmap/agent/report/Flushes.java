package io.badmap.agent.report;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests to have everything told that was met so far.
 *
 * <p>Assumptions: one thread, the reporting one, answers.
 *
 * <p>Guarantees: {@link #await} returns true only if the reporting thread found its queue empty
 * after the request was made.
 *
 * <p>Progress: the requester parks in short steps and gives up at its deadline, or when the
 * reporting thread has ended.
 */
final class Flushes {
  private static final long STEP_NANOS = 50_000;

  private final AtomicLong asked = new AtomicLong();
  private volatile long answered;

  /** The number of the latest request: read before the queue is found empty. */
  long asked() {
    return asked.get();
  }

  /** Whether request {@code number} still waits. For the reporting thread. */
  boolean isOpen(long number) {
    return number > answered;
  }

  /** Answers all requests up to {@code number}. For the reporting thread. */
  void answer(long number) {
    answered = number;
  }

  boolean await(Thread reporting, long nanos) {
    if (Thread.currentThread() == reporting || !reporting.isAlive()) {
      return true;
    }
    long deadline = System.nanoTime() + nanos;
    long number = asked.incrementAndGet();
    LockSupport.unpark(reporting);
    boolean interrupted = false;
    while (isOpen(number) && reporting.isAlive() && deadline - System.nanoTime() > 0) {
      LockSupport.parkNanos(this, STEP_NANOS);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !isOpen(number) || !reporting.isAlive();
  }
}
