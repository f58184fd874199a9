package io.badmap.tools.analyze;

import io.badmap.tools.model.Blocked;
import io.badmap.tools.model.Mark;
import io.badmap.tools.model.Operations;
import io.badmap.tools.model.Window;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import io.badmap.tools.trace.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the window of a misuse out of what was gathered: lanes, columns, marks. */
final class WindowMaker {
  private static final int MOST_LANES = 500;

  private final Gathering all;
  private final OpenWindow open;
  private final Map<Integer, Integer> lanes = new LinkedHashMap<>();
  private final Map<Integer, Integer> names = new LinkedHashMap<>();

  WindowMaker(Gathering all, OpenWindow open) {
    this.all = all;
    this.open = open;
  }

  Window window() {
    // The lanes of the misuse come first, whatever happened before.
    for (int thread : ReportMaker.threads(open, all)) lane(thread);
    Operations operations = operations(open.operations());
    List<Mark> marks = marks();
    List<Blocked> blocked = blocked();
    return new Window(
        since(open.from()),
        since(open.to()),
        lanes.keySet().stream().map(all::thread).toList(),
        names.keySet().stream().map(all::text).toList(),
        operations,
        marks,
        blocked,
        open.leftOut(),
        open.whole());
  }

  private long since(long nanos) {
    return nanos - all.axis.start();
  }

  /** Threads beyond those that fit share the last lane. */
  private int lane(int thread) {
    if (thread < 0) return -1;
    Integer lane = lanes.get(thread);
    if (lane != null) return lane;
    if (lanes.size() == MOST_LANES) return MOST_LANES - 1;
    lanes.put(thread, lanes.size());
    return lanes.size() - 1;
  }

  private int name(int symbol) {
    return names.computeIfAbsent(symbol, s -> names.size());
  }

  private Operations operations(List<Operation> from) {
    int count = from.size();
    Operations columns =
        new Operations(
            new long[count],
            new long[count],
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            new int[count],
            new int[count]);
    for (int i = 0; i < count; i++) {
      Operation operation = from.get(i);
      columns.at()[i] = since(operation.start());
      columns.nanos()[i] = operation.nanos();
      columns.lane()[i] = lane(operation.thread());
      columns.kind()[i] = operation.kind().ordinal();
      columns.name()[i] = name(operation.name());
      columns.site()[i] = name(operation.site());
      columns.size()[i] = operation.size();
      columns.bucket()[i] = operation.bucket();
      columns.hash()[i] = operation.hash();
      columns.effect()[i] = operation.effect();
    }
    return columns;
  }

  private List<Mark> marks() {
    List<Mark> marks = new ArrayList<>();
    for (MarkSeen mark : open.marks()) {
      marks.add(
          new Mark(
              since(mark.start()), mark.nanos(), mark.kind(), lane(mark.thread()), mark.text()));
    }
    return marks;
  }

  /** Of the threads that have a lane by now, and of all. */
  private List<Blocked> blocked() {
    List<Blocked> blocked = new ArrayList<>();
    for (Stretch stretch : open.stretches()) {
      boolean waitsForSide = Waiters.of(open, all).concerns(stretch);
      if (stretch.thread() >= 0 && !lanes.containsKey(stretch.thread()) && !waitsForSide) continue;
      blocked.add(
          new Blocked(
              since(stretch.start()),
              stretch.nanos(),
              stretch.kind(),
              lane(stretch.thread()),
              stretch.what(),
              all.thread(stretch.owner())));
    }
    return blocked;
  }
}
