package io.badmap.agent.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encounters whose other side had gone, kept back for a second: two threads that meet once mostly
 * meet again, and then both are named. Confined to the reporting thread.
 */
final class Held {
  private static final long PATIENCE_NANOS = 1_000_000_000L;

  private record Entry(Handover.Work work, long dueNanos) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  static boolean isHalfKnown(Handover.Work work) {
    return work.pair().report.second().caller() == null;
  }

  void add(Handover.Work work) {
    entries.add(new Entry(work, System.nanoTime() + PATIENCE_NANOS));
  }

  /** Takes out what {@code work}, which names both sides, explains; says how many that were. */
  int explainedBy(Handover.Work work) {
    int before = entries.size();
    entries.removeIf(entry -> explains(work, entry.work()));
    return before - entries.size();
  }

  private static boolean explains(Handover.Work known, Handover.Work half) {
    StackTraceElement caller = half.pair().report.first().caller();
    return known.pair().report.mapClass().equals(half.pair().report.mapClass())
        && (Objects.equals(caller, known.pair().report.first().caller())
            || Objects.equals(caller, known.pair().report.second().caller()));
  }

  /** One that has waited long enough, or any one where {@code now} is true. */
  Handover.@Nullable Work due(boolean now) {
    Entry first = entries.peek();
    if (first == null || (!now && first.dueNanos() - System.nanoTime() > 0)) {
      return null;
    }
    entries.remove();
    return first.work();
  }

  /** How long until the next one is due, in nanoseconds; {@code otherwise} where none waits. */
  long untilNext(long otherwise) {
    Entry first = entries.peek();
    return first == null ? otherwise : Math.max(1, first.dueNanos() - System.nanoTime());
  }
}
