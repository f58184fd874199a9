package io.badmap.guard;

import jdk.internal.misc.Unsafe;

/** What the guard has met so far; never reset. Thread-safe. */
public final class GuardCounters {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long[] COUNTS = new long[5];
  private static final long BASE = U.arrayBaseOffset(long[].class);
  private static final long SCALE = U.arrayIndexScale(long[].class);

  static final int MET = 0;
  static final int CONFIRMED = 1;
  static final int UNATTRIBUTED = 2;
  static final int HEALED = 3;
  static final int HARMLESS = 4;

  private GuardCounters() {}

  static void add(int counter) {
    U.getAndAddLong(COUNTS, BASE + counter * SCALE, 1);
  }

  private static long get(int counter) {
    return U.getLongVolatile(COUNTS, BASE + counter * SCALE);
  }

  /** Times a guard word was not what an operation expected. */
  public static long met() {
    return get(MET);
  }

  /** Of these, confirmed as a misuse. */
  public static long confirmed() {
    return get(CONFIRMED);
  }

  /** Changes seen inside a read that the reader's own callbacks may have made: not reported. */
  public static long unattributed() {
    return get(UNATTRIBUTED);
  }

  /** Tags without an owner that were cleared. */
  public static long healed() {
    return get(HEALED);
  }

  /** Writes that turned out to change nothing, or only a value where that is not asked for. */
  public static long harmless() {
    return get(HARMLESS);
  }
}
