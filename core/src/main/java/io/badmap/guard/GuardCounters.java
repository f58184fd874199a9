package io.badmap.guard;

import jdk.internal.misc.Unsafe;

/** What the guard has met so far; never reset. Thread-safe. */
public final class GuardCounters {
  static final int MET = 0;
  static final int CONFIRMED = 1;
  static final int UNATTRIBUTED = 2;
  static final int HEALED = 3;
  static final int HARMLESS = 4;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Counter.class, "value");
  private static final Counter[] COUNTERS = {
    new Counter(), new Counter(), new Counter(), new Counter(), new Counter()
  };

  private GuardCounters() {}

  private static final class Counter {
    volatile long value;
  }

  static void add(int counter) {
    U.getAndAddLong(COUNTERS[counter], VALUE, 1);
  }

  private static long get(int counter) {
    return COUNTERS[counter].value;
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
