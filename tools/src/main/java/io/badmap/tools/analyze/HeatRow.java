package io.badmap.tools.analyze;

import io.badmap.tools.model.Heat;
import java.util.Arrays;

/** The row of a map in the heat map, as wide as the axis was when it was last written to. */
final class HeatRow {
  private static final int BITS = 64;

  private final int[] operations = new int[TimeAxis.COLUMNS];
  private final int[] writes = new int[TimeAxis.COLUMNS];
  private final long[] writerBits = new long[TimeAxis.COLUMNS];
  private final int[] sizes = new int[TimeAxis.COLUMNS];
  private int level;

  HeatRow() {
    Arrays.fill(sizes, -1);
  }

  void add(TimeAxis axis, int column, int thread, boolean write, int size) {
    fold(axis.level());
    operations[column]++;
    sizes[column] = size;
    if (!write) return;
    writes[column]++;
    writerBits[column] |= 1L << thread;
  }

  /** Two columns become one, as often as the axis has doubled since. */
  private void fold(int to) {
    for (; level < to; level++) {
      for (int i = 0; i < TimeAxis.COLUMNS; i++) {
        int left = 2 * i;
        boolean inside = left < TimeAxis.COLUMNS;
        operations[i] = inside ? operations[left] + operations[left + 1] : 0;
        writes[i] = inside ? writes[left] + writes[left + 1] : 0;
        writerBits[i] = inside ? writerBits[left] | writerBits[left + 1] : 0;
        sizes[i] = !inside ? -1 : sizes[left + 1] >= 0 ? sizes[left + 1] : sizes[left];
      }
    }
  }

  Heat heat(TimeAxis axis) {
    fold(axis.level());
    int used = axis.used();
    int[] writers = new int[used];
    for (int i = 0; i < used; i++) writers[i] = estimate(Long.bitCount(writerBits[i]));
    return new Heat(
        Arrays.copyOf(operations, used),
        Arrays.copyOf(writes, used),
        writers,
        Arrays.copyOf(sizes, used));
  }

  /** Linear counting: how many threads set so many of 64 bits. */
  private static int estimate(int set) {
    if (set == BITS) return 4 * BITS;
    return (int) Math.round(-BITS * Math.log((BITS - set) / (double) BITS));
  }
}
