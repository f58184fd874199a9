package io.badmap.tools.analyze;

import io.badmap.tools.trace.Kind;
import io.badmap.tools.trace.Operation;
import java.util.function.Consumer;

/**
 * The last operations in the order of the file, for the time before a misuse that is met later.
 * Columns of numbers: an object for each of a million operations a second would be most of the
 * work. Not for several threads.
 */
final class OperationRing {
  private static final int LENGTH = 1 << 18;
  private static final int INTS = 9;
  private static final Kind[] KINDS = Kind.values();

  private final long[] starts = new long[LENGTH];
  private final long[] nanos = new long[LENGTH];
  private final int[] ints = new int[LENGTH * INTS];
  private long written;
  private long lastOverwritten = Long.MIN_VALUE;

  void add(
      long start,
      long duration,
      Kind kind,
      int thread,
      int map,
      int name,
      int site,
      int size,
      int capacity,
      int bucket,
      int hash,
      int effect) {
    int at = (int) (written++ & (LENGTH - 1));
    if (written > LENGTH && starts[at] > lastOverwritten) lastOverwritten = starts[at];
    starts[at] = start;
    nanos[at] = duration;
    int from = at * INTS;
    ints[from] = kind.ordinal() | effect << 8;
    ints[from + 1] = thread;
    ints[from + 2] = map;
    ints[from + 3] = name;
    ints[from + 4] = site;
    ints[from + 5] = size;
    ints[from + 6] = capacity;
    ints[from + 7] = bucket;
    ints[from + 8] = hash;
  }

  /** Hands over the operations on a map that touch a stretch of time. */
  void visit(int map, long from, long to, Consumer<Operation> visitor) {
    for (long i = Math.max(0, written - LENGTH); i < written; i++) {
      int at = (int) (i & (LENGTH - 1));
      if (ints[at * INTS + 2] != map || starts[at] > to || starts[at] + nanos[at] < from) continue;
      visitor.accept(operation(at));
    }
  }

  /** The last one that was added. */
  Operation newest() {
    return operation((int) ((written - 1) & (LENGTH - 1)));
  }

  /** Whether all operations since a time are still here. */
  boolean holdsSince(long nanosSince1970) {
    return lastOverwritten < nanosSince1970;
  }

  private Operation operation(int at) {
    int from = at * INTS;
    return new Operation(
        starts[at],
        nanos[at],
        KINDS[ints[from] & 0xff],
        ints[from + 1],
        ints[from + 2],
        ints[from + 3],
        ints[from + 4],
        ints[from + 5],
        ints[from + 6],
        ints[from + 7],
        ints[from + 8],
        ints[from] >> 8);
  }
}
