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
 * scope runs outside of one. An object that is submitted outside of a scope while it waits to run
 * in one has no way to tell its runs apart: all that are to come are outside. The one order that is
 * not seen is the other: an object that waits outside of any scope, and is then submitted in one.
 *
 * <p><b>Progress.</b> Lock-free: a fixed table of {@value #CAPACITY} tasks under way, found by
 * identity. One that finds no room is not followed, and counted; one that has not run after 60 s is
 * followed no longer, and let go by {@link #sweep}. While no task of a request is under way each
 * hook is one load.
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

  /** Neither run nor shared yet. */
  private static final int FOLLOWED = 0;

  /** Taken out of the table, or about to be. */
  private static final int GONE = -1;

  /** A task; as a number one of the above, or how many runs are to come of a shared one. */
  private static final class Entry extends AtomicInteger {
    private static final long serialVersionUID = 1;

    final Object task;
    final CanaryScope scope;
    final long since = System.nanoTime();

    Entry(Object task, CanaryScope scope) {
      this.task = task;
      this.scope = scope;
    }

    boolean isOld(long nanos) {
      return nanos - since > LIFE_NANOS;
    }

    /**
     * It is submitted once more; false where it has gone meanwhile.
     *
     * @param outside of any scope
     */
    boolean again(boolean outside) {
      for (int now = get(); now != GONE; now = get()) {
        if (now == FOLLOWED && !outside) {
          return true;
        }
        // Two runs are to come of one that becomes shared.
        if (compareAndSet(now, Math.max(now, 1) + 1)) {
          if (now == FOLLOWED) {
            scope.release();
          }
          return true;
        }
      }
      return false;
    }

    /** It runs; gives what it was before. */
    int run() {
      for (int now = get(); now != GONE; now = get()) {
        if (compareAndSet(now, now > 1 ? now - 1 : GONE)) {
          return now;
        }
      }
      return GONE;
    }
  }

  /** A task is about to be queued by the calling thread. */
  public static void submitted(@Nullable Object task) {
    if (task == null) {
      return;
    }
    CanaryScope scope = CanaryScope.currentCanary();
    if (scope == null && UNDER_WAY.get() == 0) {
      return;
    }
    Entry found = find(task);
    if (found != null && found.again(scope == null)) {
      return;
    }
    if (scope != null) {
      put(new Entry(task, scope));
    }
  }

  private static @Nullable Entry find(Object task) {
    int start = System.identityHashCode(task);
    for (int i = 0; i < PROBES; i++) {
      Entry found = TABLE.get(start + i & CAPACITY - 1);
      if (found != null && found.task == task) {
        return found;
      }
    }
    return null;
  }

  private static void put(Entry entry) {
    int start = System.identityHashCode(entry.task);
    for (int i = 0; i < PROBES; i++) {
      int slot = start + i & CAPACITY - 1;
      Entry found = TABLE.get(slot);
      if (found != null && found.isOld(System.nanoTime())) {
        drop(slot, found);
        found = null;
      }
      if (found == null) {
        entry.scope.hold();
        UNDER_WAY.incrementAndGet();
        if (TABLE.compareAndSet(slot, null, entry)) {
          return;
        }
        UNDER_WAY.decrementAndGet();
        entry.scope.release();
      }
    }
    LOST.incrementAndGet();
  }

  private static @Nullable CanaryScope take(Object task) {
    int start = System.identityHashCode(task);
    for (int i = 0; i < PROBES; i++) {
      int slot = start + i & CAPACITY - 1;
      Entry found = TABLE.get(slot);
      if (found != null && found.task == task) {
        int was = found.run();
        if (was == FOLLOWED || was == 1) {
          remove(slot, found);
        }
        return was == FOLLOWED ? found.scope : null;
      }
    }
    return null;
  }

  private static void remove(int slot, Entry entry) {
    if (TABLE.compareAndSet(slot, entry, null)) {
      UNDER_WAY.decrementAndGet();
    }
  }

  private static void drop(int slot, Entry entry) {
    int was = entry.getAndSet(GONE);
    if (was == FOLLOWED) {
      entry.scope.release();
    }
    remove(slot, entry);
  }

  /** Lets tasks go that have waited for too long: rejected ones, discarded ones. */
  public static void sweep() {
    sweep(System.nanoTime());
  }

  static void sweep(long nanos) {
    for (int slot = 0; UNDER_WAY.get() > 0 && slot < CAPACITY; slot++) {
      Entry found = TABLE.get(slot);
      if (found != null && found.isOld(nanos)) {
        drop(slot, found);
      }
    }
  }

  /** Lets all tasks go: nothing will run them in a scope any more. */
  public static void clear() {
    for (int slot = 0; slot < CAPACITY; slot++) {
      Entry found = TABLE.get(slot);
      if (found != null) {
        drop(slot, found);
      }
    }
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
