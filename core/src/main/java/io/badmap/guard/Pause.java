package io.badmap.guard;

import java.util.concurrent.locks.LockSupport;

/**
 * Waits inside a map operation of the application without a trace in its thread.
 *
 * <p>Parks in short steps. A permit that a step eats is given back by {@link #end()}; at worst the
 * application's next park returns once for no reason, as {@link LockSupport#park()} may at any
 * time. An interrupt is neither cleared nor thrown: an interrupted thread yields instead. A virtual
 * thread is unmounted where it can be.
 */
public final class Pause {
  private Pause() {}

  /** Waits for about {@code nanos} nanoseconds; may return early. {@link #end()} must follow. */
  public static void step(long nanos) {
    long start = System.nanoTime();
    LockSupport.parkNanos(nanos);
    if (System.nanoTime() - start < nanos >> 1) {
      Thread.yield();
    }
  }

  /** Ends a wait of one or more steps. */
  public static void end() {
    LockSupport.unpark(Thread.currentThread());
  }
}
