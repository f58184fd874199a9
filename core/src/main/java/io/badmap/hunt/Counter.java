package io.badmap.hunt;

import jdk.internal.misc.Unsafe;

/** A number that many threads add to. Wait-free on common processors. */
final class Counter {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Counter.class, "value");

  private volatile long value;

  long get() {
    return value;
  }

  void add(long amount) {
    U.getAndAddLong(this, VALUE, amount);
  }
}
