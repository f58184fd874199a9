package io.badmap.event;

import java.util.concurrent.atomic.AtomicLong;

/** Events that could not be recorded, for want of memory or stack. */
final class Losses {
  private static final AtomicLong COUNT = new AtomicLong();

  private Losses() {}

  static void add() {
    COUNT.incrementAndGet();
  }

  static long count() {
    return COUNT.get();
  }
}
