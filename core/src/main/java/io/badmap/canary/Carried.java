package io.badmap.canary;

import io.badmap.CanaryScope;
import io.badmap.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Takes the scope of a thread along to where a task that it has submitted runs.
 *
 * <p><b>Assumptions.</b> The woven JDK calls {@link #submitted} with a task before it is queued,
 * and runs that very object through {@link #run}, {@link #call}, or between {@link #enter} and
 * {@link #leave}.
 *
 * <p><b>Guarantees.</b> The task itself is left as it is, so that comparators, queues and rejection
 * handlers of the application see what they always saw. A task that was submitted outside of a
 * scope runs outside of one.
 *
 * <p><b>Progress.</b> Wait-free: a fixed table of {@value #CAPACITY} tasks under way, found by
 * identity. One that finds no room is not followed, and counted. While no task of a request is
 * under way each hook is one load.
 */
public final class Carried {
  static final int CAPACITY = 4096;
  private static final int PROBES = 16;

  /** A task that has not run by then was cancelled, or waits for something else: 60 s. */
  private static final long LIFE_NANOS = 60_000_000_000L;

  private static final AtomicReferenceArray<@Nullable Entry> TABLE =
      new AtomicReferenceArray<>(CAPACITY);
  private static final AtomicInteger UNDER_WAY = new AtomicInteger();
  private static final AtomicInteger LOST = new AtomicInteger();

  private Carried() {}

  private static final class Entry {
    final Object task;
    final CanaryScope scope;
    final long since = System.nanoTime();

    Entry(Object task, CanaryScope scope) {
      this.task = task;
      this.scope = scope;
    }
  }

  /** A task is about to be queued by the calling thread. */
  public static void submitted(@Nullable Object task) {
    if (task == null) {
      return;
    }
    CanaryScope scope = CanaryScope.currentCanary();
    if (scope != null) {
      put(new Entry(task, scope));
    }
  }

  private static void put(Entry entry) {
    int start = System.identityHashCode(entry.task);
    for (int i = 0; i < PROBES; i++) {
      int slot = start + i & CAPACITY - 1;
      Entry found = TABLE.get(slot);
      if (found != null && found.task == entry.task) {
        return;
      }
      boolean old = found != null && System.nanoTime() - found.since > LIFE_NANOS;
      if (found != null && !old) {
        continue;
      }
      if (TABLE.compareAndSet(slot, found, entry)) {
        entry.scope.hold();
        if (found == null) {
          UNDER_WAY.incrementAndGet();
        } else {
          found.scope.release();
        }
        return;
      }
    }
    LOST.incrementAndGet();
  }

  private static @Nullable CanaryScope take(Object task) {
    int start = System.identityHashCode(task);
    for (int i = 0; i < PROBES; i++) {
      int slot = start + i & CAPACITY - 1;
      Entry found = TABLE.get(slot);
      if (found != null && found.task == task && TABLE.compareAndSet(slot, found, null)) {
        UNDER_WAY.decrementAndGet();
        return found.scope;
      }
    }
    return null;
  }

  /** Runs a task, in the scope in which it was submitted. */
  public static void run(Runnable task) {
    CanaryScope scope = UNDER_WAY.get() == 0 ? null : take(task);
    if (scope == null) {
      task.run();
      return;
    }
    Scope before = scope.enter();
    try {
      task.run();
    } finally {
      Scope.back(before);
      scope.release();
    }
  }

  /** Calls a task, in the scope in which it was submitted. */
  public static @Nullable Object call(Callable<?> task) throws Exception {
    CanaryScope scope = UNDER_WAY.get() == 0 ? null : take(task);
    if (scope == null) {
      return task.call();
    }
    Scope before = scope.enter();
    try {
      return task.call();
    } finally {
      Scope.back(before);
      scope.release();
    }
  }

  /** A task begins to run; what it gives is for {@link #leave}. */
  public static @Nullable Object enter(Object task) {
    CanaryScope scope = UNDER_WAY.get() == 0 ? null : take(task);
    return scope == null ? null : new Stay(scope, scope.enter());
  }

  /** The task has run. */
  public static void leave(@Nullable Object entered) {
    if (entered instanceof Stay stay) {
      Scope.back(stay.before);
      stay.scope.release();
    }
  }

  /** Tasks that wait to run in the scope of a request. */
  public static int underWay() {
    return UNDER_WAY.get();
  }

  /** Tasks that were not followed since too many were under way. */
  public static int lost() {
    return LOST.get();
  }

  private static final class Stay {
    final CanaryScope scope;
    final @Nullable Scope before;

    Stay(CanaryScope scope, @Nullable Scope before) {
      this.scope = scope;
      this.before = before;
    }
  }
}
