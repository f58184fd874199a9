package io.badmap.tools.analyze;

import io.badmap.tools.model.Side;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import io.badmap.tools.trace.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A misuse and what is gathered around it. Stays open to the end: recordings are ordered by time
 * within a thread only, so that what came before may follow in the file.
 *
 * <p>A report is written after the meeting, the first one of a JVM by some tenths of a second.
 * Where it does not tell by how much, as those of older agents, more is gathered than the window
 * holds, and {@link #settle} looks for the meeting itself: whoever was met stays in its operation
 * until both stacks are taken, which makes that one long.
 */
final class OpenWindow {
  /** Of a report in detail; the nearest to the misuse are kept. */
  static final int MOST_OPERATIONS = 20_000;

  private static final int MOST_OTHERS = 5_000;

  /** How late a report may be. */
  private static final long MOST_LAG = 2_000_000_000;

  /** How late the report of a meeting is that needs no search. */
  private static final long USUAL_LAG = 5_000_000;

  /** Taking a stack takes longer, operations hardly ever do. */
  private static final long MEETING_NANOS = 20_000;

  final MisuseSeen misuse;
  private final long windowNanos;
  private final WindowBudget budget;
  private final boolean heldAll;
  private long met;
  private long leftOut;
  private List<Operation> operations = new ArrayList<>();
  private List<MarkSeen> marks = new ArrayList<>();
  private List<Stretch> stretches = new ArrayList<>();

  /**
   * A misuse event; times are nanoseconds since 1970.
   *
   * @param at when the two met, as far as that is told
   * @param until when both sides had been seen, which may take a while
   * @param exact whether these are told
   */
  record MisuseSeen(
      long number,
      long at,
      long until,
      boolean exact,
      String kind,
      String hint,
      int size,
      int jvm,
      int map,
      List<Side> sides) {}

  OpenWindow(MisuseSeen misuse, long windowNanos, boolean heldAll, WindowBudget budget) {
    this.misuse = misuse;
    this.windowNanos = windowNanos;
    this.heldAll = heldAll;
    this.budget = budget;
    met = misuse.at();
  }

  long gatherFrom() {
    return misuse.at() - windowNanos - (misuse.exact() ? 0 : MOST_LAG);
  }

  long gatherTo() {
    return misuse.until() + Settings.AFTER_NANOS;
  }

  /** Whether a stretch of time is to be gathered. */
  boolean covers(long start, long end) {
    return start <= gatherTo() && end >= gatherFrom();
  }

  void add(Operation operation) {
    operations.add(operation);
    int most = budget.perWindow();
    if (operations.size() >= 2 * most) keepNearest(most);
  }

  void add(MarkSeen mark) {
    if (marks.size() == 2 * MOST_OTHERS) {
      marks.sort(Comparator.comparingLong(m -> Math.abs(m.start() - misuse.at())));
      marks = new ArrayList<>(marks.subList(0, MOST_OTHERS));
    }
    marks.add(mark);
  }

  void add(Stretch stretch) {
    if (stretches.size() == 2 * MOST_OTHERS) {
      stretches.sort(Comparator.comparingLong(s -> Math.abs(s.start() - misuse.at())));
      stretches = new ArrayList<>(stretches.subList(0, MOST_OTHERS));
    }
    stretches.add(stretch);
  }

  private void keepNearest(int most) {
    if (operations.size() <= most) return;
    operations.sort(Comparator.comparingLong(o -> Math.abs(o.start() - met)));
    leftOut += operations.size() - most;
    operations = new ArrayList<>(operations.subList(0, most));
  }

  /** Finds the meeting, and leaves what lies in the window around it, by time. */
  void settle(int[] threads, IntFunction<String> texts) {
    if (!misuse.exact()) search(threads, texts);
    int before = operations.size();
    operations.removeIf(operation -> !inside(operation.start(), operation.end()));
    // Those outside were never asked for; what was dropped before may have been inside.
    leftOut = before == 0 ? 0 : leftOut;
    marks.removeIf(mark -> !inside(mark.start(), mark.end()));
    stretches.removeIf(stretch -> !inside(stretch.start(), stretch.end()));
    keepNearest(MOST_OPERATIONS);
    operations.sort(Comparator.comparingLong(Operation::start));
    marks.sort(Comparator.comparingLong(MarkSeen::start));
    stretches.sort(Comparator.comparingLong(Stretch::start));
  }

  private void search(int[] threads, IntFunction<String> texts) {
    Operation meeting = longest(threads, texts, misuse.at() - USUAL_LAG);
    if (meeting == null) meeting = longest(threads, texts, gatherFrom());
    if (meeting != null) met = Math.min(met, meeting.end());
  }

  private @Nullable Operation longest(int[] threads, IntFunction<String> texts, long since) {
    Operation longest = null;
    for (Operation operation : operations) {
      boolean candidate =
          operation.nanos() >= MEETING_NANOS
              && operation.end() >= since
              && operation.start() <= misuse.at()
              && isOfSide(operation, threads, texts);
      if (candidate && (longest == null || operation.nanos() > longest.nanos())) {
        longest = operation;
      }
    }
    return longest;
  }

  private boolean isOfSide(Operation operation, int[] threads, IntFunction<String> texts) {
    for (int side = 0; side < threads.length; side++) {
      if (operation.thread() == threads[side]
          && texts.apply(operation.name()).equals(misuse.sides().get(side).operation())) {
        return true;
      }
    }
    return false;
  }

  private boolean inside(long start, long end) {
    return start <= to() && end >= from();
  }

  /** When the two met, as far as that is known. */
  long met() {
    return met;
  }

  long from() {
    return met - windowNanos;
  }

  long to() {
    return met + (misuse.until() - misuse.at()) + Settings.AFTER_NANOS;
  }

  List<Operation> operations() {
    return operations;
  }

  List<MarkSeen> marks() {
    return marks;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  long leftOut() {
    return leftOut;
  }

  /** Whether the operations before were all still held when the misuse was read. */
  boolean whole() {
    return heldAll;
  }
}
