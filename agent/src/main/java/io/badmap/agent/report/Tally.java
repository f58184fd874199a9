package io.badmap.agent.report;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what became of encounters; each is met and then in exactly one other count. */
final class Tally {
  final AtomicLong met = new AtomicLong();
  final AtomicLong reported = new AtomicLong();
  final AtomicLong folded = new AtomicLong();
  final AtomicLong suppressed = new AtomicLong();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong valueOnly = new AtomicLong();
  final AtomicLong sampledOut = new AtomicLong();
  final AtomicLong passed = new AtomicLong();

  /** Events on spans for which there was no room, or no time. */
  final AtomicLong spansLeftOut = new AtomicLong();

  /** Faults of the reporting itself, which the application never sees. */
  private final AtomicLong faults = new AtomicLong();

  private volatile @Nullable String firstFault;

  /** Called where nothing may be thrown; true for the first. */
  boolean fault(Throwable problem) {
    boolean first = faults.incrementAndGet() == 1;
    if (first) {
      try {
        firstFault = problem.toString();
      } catch (Throwable e) {
        // Its text takes memory, of which there may be none.
      }
    }
    return first;
  }

  long faults() {
    return faults.get();
  }

  /** {@code null} where nothing has failed. */
  @Nullable String firstFault() {
    return firstFault;
  }

  Counts counts() {
    return new Counts(
        met.get(),
        reported.get(),
        folded.get(),
        suppressed.get(),
        dropped.get(),
        valueOnly.get(),
        sampledOut.get(),
        passed.get(),
        faults.get());
  }

  Closing.Summary summary(String watched) {
    return new Closing.Summary(
        met.get(),
        reported.get(),
        folded.get(),
        suppressed.get(),
        dropped.get(),
        valueOnly.get(),
        sampledOut.get(),
        passed.get(),
        watched);
  }
}
