package io.badmap.tools.analyze;

/**
 * Columns of time whose width doubles whenever the last one is passed, since nobody knows the end
 * of a recording beforehand. Not for several threads.
 */
final class TimeAxis {
  static final int COLUMNS = 120;
  private static final long NARROWEST = 1_000_000;

  private final long start;
  private int level;
  private long last;

  TimeAxis(long start) {
    this.start = start;
    last = start;
  }

  long start() {
    return start;
  }

  /** How often the columns have doubled. */
  int level() {
    return level;
  }

  long last() {
    return last;
  }

  long columnNanos() {
    return NARROWEST << level;
  }

  /** Columns up to the last time seen. */
  int used() {
    return (int) ((last - start) / columnNanos()) + 1;
  }

  /** The column of a time, after widening if need be; what is before the start is in the first. */
  int column(long nanos) {
    if (nanos > last) last = nanos;
    long since = Math.max(0, nanos - start);
    while (since / columnNanos() >= COLUMNS) level++;
    return (int) (since / columnNanos());
  }
}
