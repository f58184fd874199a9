package io.badmap.agent.report;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of encounters; each is met and then in exactly one other count. */
final class Tally {
  final AtomicLong met = new AtomicLong();
  final AtomicLong reported = new AtomicLong();
  final AtomicLong folded = new AtomicLong();
  final AtomicLong suppressed = new AtomicLong();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong valueOnly = new AtomicLong();

  /** Events on spans for which there was no room, or no time. */
  final AtomicLong spansLeftOut = new AtomicLong();

  /** Faults of the reporting itself, which the application never sees. */
  final AtomicLong faults = new AtomicLong();

  Counts counts() {
    return new Counts(
        met.get(),
        reported.get(),
        folded.get(),
        suppressed.get(),
        dropped.get(),
        valueOnly.get(),
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
        watched);
  }
}
