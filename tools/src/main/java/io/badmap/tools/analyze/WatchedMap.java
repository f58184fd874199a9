package io.badmap.tools.analyze;

import io.badmap.tools.skew.KeySample;
import io.badmap.tools.trace.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is gathered about one map while recordings are read. Times are nanoseconds since 1970. */
final class WatchedMap {
  private static final int KINDS = Kind.values().length;

  final int number;
  final int jvm;
  final long id;
  int className;
  int name;
  boolean wanted;
  long createdAt = -1;
  int creator = -1;
  int createdIn;
  long firstAt = Long.MAX_VALUE;
  long firstWriteAt = Long.MAX_VALUE;
  long lastAt = Long.MIN_VALUE;
  final long[] counts = new long[KINDS];
  long structural;
  final IntSet writers = new IntSet();
  final IntSet readers = new IntSet();
  int mostMappings = -1;
  int mappings = -1;
  int capacity = -1;
  int growths;
  long rehashNanos;
  int treeified;
  int longestChain;
  int misuses;
  @Nullable HeatRow heat;
  @Nullable KeySample keys;

  // Operations whose bin was told by the lowest bits of the hash, and others.
  long binsAsMasked;

  long binsOtherwise;

  // Of the misuses of this map; few, mostly none.
  List<OpenWindow> windows = List.of();

  WatchedMap(int number, int jvm, long id) {
    this.number = number;
    this.jvm = jvm;
    this.id = id;
  }

  void open(OpenWindow window) {
    if (windows.isEmpty()) windows = new ArrayList<>();
    windows.add(window);
  }

  long operations() {
    long sum = 0;
    for (long count : counts) sum += count;
    return sum;
  }

  HeatRow heat() {
    HeatRow row = heat;
    if (row == null) {
      row = new HeatRow();
      heat = row;
    }
    return row;
  }
}
