package io.badmap.hunt;

/**
 * Who used which map last: the first and cheap filter of the hunt.
 *
 * <p><b>Assumptions.</b> A map is told by its identity hash. Two maps with the same one, or a line
 * torn by two threads, make a near miss that was none: a delay for nothing, never a report.
 *
 * <p><b>Guarantees.</b> Fixed memory, no reference to any map.
 *
 * <p><b>Progress.</b> Wait-free: plain loads and stores of one cache line.
 *
 * <table>
 * <caption>A line, eight words of 64 bits</caption>
 * <tr><th>word</th><th>holds</th></tr>
 * <tr><td>{@link #MAP}</td><td>identity hash of the map, 0 for none</td></tr>
 * <tr><td>{@link #WRITE}, {@link #READ}</td><td>stamp of the latest write and read</td></tr>
 * <tr><td>{@link #WRITE_SITE}, {@link #READ_SITE}</td><td>the latest known site of a write or read:
 * its number in the upper half, thread in the lower</td></tr>
 * <tr><td>{@link #QUIET_UNTIL}</td><td>nanosecond before which no near miss is looked at</td></tr>
 * <tr><td>{@link #HELD}</td><td>stamp of the end of the latest delay that met nobody</td></tr>
 * <tr><td>{@link #HELD_PAIR}</td><td>its pair in the upper 16 bits, its length in nanoseconds</td>
 * </tr>
 * </table>
 *
 * <p>A stamp is a time in units of 1,024 ns, of which 40 bits are kept (13 days), above the low 24
 * bits of a thread id.
 */
final class NearMisses {
  static final int MAP = 0;
  static final int WRITE = 1;
  static final int READ = 2;
  static final int WRITE_SITE = 3;
  static final int READ_SITE = 4;
  static final int QUIET_UNTIL = 5;
  static final int HELD = 6;
  static final int HELD_PAIR = 7;

  static final int THREAD = (1 << 24) - 1;

  private static final int LINES_LOG = 12;

  static final int LINES = 1 << LINES_LOG;
  private static final int LINE_LOG = 3;
  private static final int UNIT_LOG = 10;
  private static final long TIME = (1L << 40) - 1;

  private final long[] table = new long[1 << LINES_LOG + LINE_LOG];
  private final long window;

  NearMisses(long windowNanos) {
    window = windowNanos >> UNIT_LOG;
  }

  static long stamp(long nanoTime, int threadId) {
    return nanoTime >>> UNIT_LOG << 24 | threadId & THREAD;
  }

  static int thread(long stamp) {
    return (int) stamp & THREAD;
  }

  /** The nanoseconds from one stamp to a later one, to the nearest microsecond or so. */
  static long nanosBetween(long earlier, long later) {
    return ((later >>> 24) - (earlier >>> 24) & TIME) << UNIT_LOG;
  }

  /** Whether one stamp is of an earlier unit of time than another, up to six days apart. */
  static boolean isBefore(long stamp, long later) {
    long distance = (later >>> 24) - (stamp >>> 24) & TIME;
    return distance != 0 && distance <= TIME >> 1;
  }

  /** The line of a map with this identity hash; {@link #isOf} tells whether it is in use for it. */
  static int line(int identityHash) {
    return identityHash * 0x9E3779B1 >>> 32 - LINES_LOG << LINE_LOG;
  }

  boolean isOf(int line, int identityHash) {
    return table[line] == identityHash;
  }

  /** Forgets the map that had the line. */
  void take(int line, int identityHash) {
    for (int word = line + 1; word < line + (1 << LINE_LOG); word++) {
      table[word] = 0;
    }
    table[line] = identityHash;
  }

  /**
   * The stamp of the latest operation of another thread that conflicts with one of {@code stamp},
   * no older than the window; 0 for none.
   */
  long rival(int line, long stamp, boolean write) {
    long latest = near(table[line + WRITE], stamp);
    if (!write) {
      return latest;
    }
    long read = near(table[line + READ], stamp);
    return latest == 0 || read != 0 && nanosBetween(read, stamp) < nanosBetween(latest, stamp)
        ? read
        : latest;
  }

  private long near(long earlier, long stamp) {
    boolean another = earlier != 0 && ((earlier ^ stamp) & THREAD) != 0;
    return another && ((stamp >>> 24) - (earlier >>> 24) & TIME) <= window ? earlier : 0;
  }

  void note(int line, long stamp, boolean write) {
    table[line + (write ? WRITE : READ)] = stamp;
  }

  /** The site of the operation with stamp {@code rival}, where it is known; else 0. */
  int siteOf(int line, long rival) {
    boolean write = table[line + WRITE] == rival;
    long site = table[line + (write ? WRITE_SITE : READ_SITE)];
    return (site & THREAD) == thread(rival) ? (int) (site >>> 32) : 0;
  }

  void noteSite(int line, int site, int threadId, boolean write) {
    table[line + (write ? WRITE_SITE : READ_SITE)] = (long) site << 32 | threadId & THREAD;
  }

  boolean isQuiet(int line, long nanoTime) {
    long until = table[line + QUIET_UNTIL];
    return until != 0 && nanoTime - until < 0;
  }

  void quieten(int line, long untilNanos) {
    table[line + QUIET_UNTIL] = untilNanos;
  }

  /** A delay of {@code nanos} for {@code pair} has met nobody. */
  void noteHeld(int line, long stamp, int pair, long nanos) {
    table[line + HELD_PAIR] = (long) pair << 48 | nanos;
    table[line + HELD] = stamp;
  }

  /** The stamp of a delay that ended before {@code stamp} on another thread; 0 for none. */
  long held(int line, long stamp) {
    long held = table[line + HELD];
    return held != 0 && ((held ^ stamp) & THREAD) != 0 ? held : 0;
  }

  /** The pair and length of the latest delay; the caller alone judges it. */
  long takeHeld(int line) {
    table[line + HELD] = 0;
    return table[line + HELD_PAIR];
  }
}
