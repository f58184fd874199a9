package io.badmap.agent.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
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
    return work.encounter().damage == null && work.report().second().caller() == null;
  }

  void add(Handover.Work work) {
    entries.add(new Entry(work, System.nanoTime() + PATIENCE_NANOS));
  }

  /**
   * Takes out what {@code work}, which names both sides, explains; says how many of these were the
   * first of their pair.
   */
  int explainedBy(Handover.Work work) {
    int first = 0;
    for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
      Handover.Work half = it.next().work();
      if (explains(work, half)) {
        it.remove();
        first += half.again() ? 0 : 1;
      }
    }
    return first;
  }

  private static boolean explains(Handover.Work known, Handover.Work half) {
    StackTraceElement caller = half.report().first().caller();
    return known.report().mapClass().equals(half.report().mapClass())
        && known.encounter().first.scope == half.encounter().first.scope
        && (Objects.equals(caller, known.report().first().caller())
            || Objects.equals(caller, known.report().second().caller()));
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
