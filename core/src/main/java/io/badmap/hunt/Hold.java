package io.badmap.hunt;

import io.badmap.guard.Conflicts;
import io.badmap.guard.Pause;
import io.badmap.guard.Slots;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * An operation that is held inside its guarded window.
 *
 * <p><b>Assumptions.</b> The entry hook of the operation has run: a write bears its tag.
 *
 * <p><b>Guarantees.</b> Nothing is reported here. A held write is met by whoever comes, by its tag.
 * A held read bears none: the write that comes stays inside its own window until the reader has
 * come to its exit check, which finds the writer's tag.
 *
 * <p><b>Progress.</b> A hold ends after its time, or within {@link #STEP_NANOS} of the moment that
 * somebody has met it.
 */
final class Hold {
  /** How often a held thread looks whether it was met: the guard waits 2 ms for it. */
  private static final long STEP_NANOS = 200_000;

  /** How long a write waits for the held reader that it has met: 20 ms. */
  private static final long JOIN_NANOS = 20_000_000;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long JOINED = U.objectFieldOffset(Hold.class, "joined");
  private static final Slots HELD = new Slots(32);

  /** How many operations are held; raised before a hold begins. */
  private static final Counter COUNT = new Counter();

  private final Object map;
  private final Thread thread;
  private final boolean write;
  private volatile int joined;

  private Hold(Object map, Thread thread, boolean write) {
    this.map = map;
    this.thread = thread;
    this.write = write;
  }

  /** Whether any operation is held right now. */
  static boolean any() {
    return COUNT.get() != 0;
  }

  /**
   * Holds the current operation of {@code thread} on {@code map} for up to {@code nanos}.
   *
   * @return whether somebody has met it
   */
  static boolean hold(Object map, Thread thread, boolean write, long nanos) {
    Hold hold = new Hold(map, thread, write);
    if (!HELD.add(hold)) {
      return false;
    }
    COUNT.add(1);
    try {
      return hold.await(nanos);
    } finally {
      COUNT.add(-1);
      HELD.remove(hold);
    }
  }

  private boolean await(long nanos) {
    long start = System.nanoTime();
    try {
      while (true) {
        if (joined != 0 || Conflicts.isAwaited(map)) {
          return true;
        }
        long left = nanos - (System.nanoTime() - start);
        if (left <= 0) {
          return false;
        }
        Pause.step(Math.min(left, STEP_NANOS));
      }
    } finally {
      Pause.end();
    }
  }

  /**
   * A write of {@code thread} on {@code map}: where a read is held there, the write stays until
   * that read has met it.
   */
  static void join(Object map, Thread thread) {
    Hold hold = heldRead(map, thread);
    if (hold == null || !U.compareAndSetInt(hold, JOINED, 0, 1)) {
      return;
    }
    long start = System.nanoTime();
    try {
      while (!Conflicts.isAwaited(map) && System.nanoTime() - start < JOIN_NANOS) {
        Pause.step(STEP_NANOS);
      }
    } finally {
      Pause.end();
    }
  }

  private static @Nullable Hold heldRead(Object map, Thread thread) {
    for (int i = 0; i < HELD.capacity(); i++) {
      Hold hold = (Hold) HELD.get(i);
      if (hold != null && hold.map == map && hold.thread != thread && !hold.write) {
        return hold;
      }
    }
    return null;
  }
}
