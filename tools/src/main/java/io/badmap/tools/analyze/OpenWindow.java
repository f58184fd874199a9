package io.badmap.tools.analyze;

import io.badmap.tools.model.Side;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import io.badmap.tools.trace.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A misuse and what is gathered around it. Stays open to the end: recordings are ordered by time
 * within a thread only, so that what came before may follow in the file.
 */
final class OpenWindow {
  static final int MOST_OPERATIONS = 20_000;
  static final int MOST_OTHERS = 5_000;

  final MisuseSeen misuse;
  final long from;
  final long to;
  final boolean whole;
  final List<MarkSeen> marks = new ArrayList<>();
  final List<Stretch> stretches = new ArrayList<>();
  private List<Operation> operations = new ArrayList<>();
  private long leftOut;

  /** A misuse event; times are nanoseconds since 1970. */
  record MisuseSeen(
      long number,
      long at,
      String kind,
      String hint,
      int size,
      int jvm,
      int map,
      List<Side> sides) {}

  OpenWindow(MisuseSeen misuse, long from, long to, boolean whole) {
    this.misuse = misuse;
    this.from = from;
    this.to = to;
    this.whole = whole;
  }

  boolean covers(long start, long end) {
    return start <= to && end >= from;
  }

  void add(Operation operation) {
    operations.add(operation);
    if (operations.size() >= 2 * MOST_OPERATIONS) keepNearest();
  }

  void add(MarkSeen mark) {
    if (marks.size() < MOST_OTHERS) marks.add(mark);
  }

  void add(Stretch stretch) {
    if (stretches.size() < MOST_OTHERS) stretches.add(stretch);
  }

  private void keepNearest() {
    if (operations.size() <= MOST_OPERATIONS) return;
    operations.sort(Comparator.comparingLong(o -> Math.abs(o.start() - misuse.at())));
    leftOut += operations.size() - MOST_OPERATIONS;
    operations = new ArrayList<>(operations.subList(0, MOST_OPERATIONS));
  }

  /** By time, those nearest to the misuse where there were too many. */
  List<Operation> operations() {
    keepNearest();
    operations.sort(Comparator.comparingLong(Operation::start));
    return operations;
  }

  long leftOut() {
    return leftOut;
  }
}
