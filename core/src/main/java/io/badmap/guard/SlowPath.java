package io.badmap.guard;

import jdk.internal.misc.Unsafe;

/**
 * The threads that handle a conflict right now. What they do may itself use maps: a conflict inside
 * that is not looked at, so that handling never nests.
 */
final class SlowPath {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final int CAPACITY = 64;
  private static final Thread[] BUSY = new Thread[CAPACITY];
  private static final long BASE = U.arrayBaseOffset(Thread[].class);
  private static final long SCALE = U.arrayIndexScale(Thread[].class);

  private SlowPath() {}

  /** Whether the caller may handle a conflict now; if so, {@link #leave} must follow. */
  static boolean enter(Thread me) {
    for (int i = 0; i < CAPACITY; i++) {
      if (U.getReferenceVolatile(BUSY, BASE + i * SCALE) == me) {
        return false;
      }
    }
    for (int i = 0; i < CAPACITY; i++) {
      if (U.compareAndSetReference(BUSY, BASE + i * SCALE, null, me)) {
        return true;
      }
    }
    return false;
  }

  static void leave(Thread me) {
    for (int i = 0; i < CAPACITY; i++) {
      if (U.compareAndSetReference(BUSY, BASE + i * SCALE, me, null)) {
        return;
      }
    }
  }
}
