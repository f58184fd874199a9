package io.badmap.agent.watchdog;

import io.badmap.guard.Damage;
import io.badmap.guard.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks from outside for threads that walk for ever in a damaged map.
 *
 * <p><b>Assumptions.</b> Such a thread burns a processor, so a process that burns less than most of
 * one is not looked at: {@link #CALM_NANOS} apart, the CPU time of the process is all that is read.
 * Virtual threads are not seen, since the JVM does not list them.
 *
 * <p><b>Guarantees.</b> A report says that one call of a map's own method has not ended for longer
 * than it takes to visit every object that the heap holds. Until then samples have shown nothing
 * but the JDK's code above that call; and that it is one call, and not one made again and again, is
 * shown at the end: the lines of calls that begin from then on are made to differ. A thread is
 * reported once for as long as it stays there.
 *
 * <p><b>Progress.</b> A scan takes at most {@value #STACKS} stacks. The proof retransforms a class
 * twice, which throws away compiled code that uses it, and is made rarely: after the nth one nobody
 * is tried for 2^n minutes.
 */
public final class Watchdog implements Runnable {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Between two looks at the CPU time. */
  private static final long CALM_NANOS = 5 * SECOND_NANOS;

  /** Between two samples of a suspect. */
  private static final long ALERT_NANOS = SECOND_NANOS / 5;

  /** A share of one processor that makes the process worth a scan, in percent. */
  private static final int BUSY_PERCENT = 10;

  private static final int STACKS = 64;

  /** The shortest time that a walk has to last. */
  private static final long PATIENCE_NANOS = 10 * SECOND_NANOS;

  /** The smallest entry of a map, in bytes; and what one step to it can cost where it is cold. */
  private static final int ENTRY_BYTES = 24;

  private static final int STEP_NANOS = 200;

  /** How many samples show whether calls are new, {@link #PROOF_NANOS} apart. */
  private static final int PROOF_SAMPLES = 20;

  private static final long PROOF_NANOS = SECOND_NANOS / 20;

  private final SameCall calls;
  private final Thread thread;
  private volatile boolean stopped;
  private final List<Suspect> suspects = new ArrayList<>();
  private final List<Suspect> reported = new ArrayList<>();
  private long cpuNanos;
  private long lookedNanos;
  private int turn;
  private int proofs;
  private long proofAllowedNanos;

  private Watchdog(SameCall calls) {
    this.calls = calls;
    thread = new Thread(null, this, "badmap-watchdog", 0, false);
    thread.setDaemon(true);
  }

  /** Starts the daemon thread {@code badmap-watchdog}. */
  public static Watchdog start(SameCall calls) {
    Watchdog watchdog = new Watchdog(calls);
    watchdog.thread.start();
    return watchdog;
  }

  /** Ends its thread; false if that has taken longer than {@code millis}. */
  public boolean stop(long millis) throws InterruptedException {
    stopped = true;
    LockSupport.unpark(thread);
    thread.join(millis);
    return !thread.isAlive();
  }

  @Override
  public void run() {
    lookedNanos = System.nanoTime();
    proofAllowedNanos = lookedNanos;
    while (!stopped) {
      LockSupport.parkNanos(this, suspects.isEmpty() ? CALM_NANOS : ALERT_NANOS);
      if (stopped) {
        return;
      }
      try {
        look(System.nanoTime());
      } catch (Throwable e) {
        // For want of memory, say: the next look is as good.
        suspects.clear();
      }
    }
  }

  private void look(long now) {
    suspects.removeIf(suspect -> !isStillIn(suspect));
    reported.removeIf(suspect -> !isStillIn(suspect));
    for (Suspect suspect : List.copyOf(suspects)) {
      if (now - suspect.sinceNanos > patience() && now - proofAllowedNanos >= 0) {
        suspects.remove(suspect);
        judge(suspect, now);
      }
    }
    if (now - lookedNanos >= CALM_NANOS) {
      if (isBusy(now)) {
        scan(now);
      }
      lookedNanos = now;
    }
  }

  private static boolean isStillIn(Suspect suspect) {
    return suspect.isStillIn(suspect.thread.getStackTrace());
  }

  /** Longer than it takes to visit everything on the heap that can be an entry. */
  private static long patience() {
    Runtime runtime = Runtime.getRuntime();
    long entries = (runtime.totalMemory() - runtime.freeMemory()) / ENTRY_BYTES;
    return Math.max(PATIENCE_NANOS, entries * STEP_NANOS);
  }

  private boolean isBusy(long now) {
    Optional<Duration> total = ProcessHandle.current().info().totalCpuDuration();
    if (total.isEmpty()) {
      return true;
    }
    long used = total.get().toNanos() - cpuNanos;
    cpuNanos += used;
    return used * 100 >= (now - lookedNanos) * BUSY_PERCENT;
  }

  private void scan(long now) {
    Thread[] threads = Threads.live();
    int stacks = 0;
    for (int i = 0; i < threads.length && stacks < STACKS; i++) {
      Thread thread = threads[(turn + i) % threads.length];
      if (thread.getState() != Thread.State.RUNNABLE
          || thread == Thread.currentThread()
          || isKnown(thread)) {
        continue;
      }
      stacks++;
      Suspect suspect = Suspect.of(thread, thread.getStackTrace(), now);
      if (suspect != null) {
        suspects.add(suspect);
      }
    }
    turn = stacks < STACKS ? 0 : turn + STACKS;
  }

  private boolean isKnown(Thread thread) {
    return isIn(suspects, thread) || isIn(reported, thread);
  }

  private static boolean isIn(List<Suspect> list, Thread thread) {
    for (Suspect suspect : list) {
      if (suspect.thread == thread) {
        return true;
      }
    }
    return false;
  }

  private void judge(Suspect suspect, long now) {
    StackTraceElement walk = suspect.walk();
    if (!calls.canBeEndless(walk.getClassName(), walk.getMethodName())) {
      return;
    }
    proofs++;
    proofAllowedNanos = now + (60 * SECOND_NANOS << Math.min(proofs, 20));
    if (isOneCall(suspect)) {
      long seconds = (System.nanoTime() - suspect.sinceNanos) / SECOND_NANOS;
      String damage =
          "a walk through it has not ended for "
              + seconds
              + " s, seen in "
              + suspect.samples()
              + " samples";
      Damage.report(suspect.thread, suspect.stack(), damage);
      reported.add(suspect);
    }
  }

  private boolean isOneCall(Suspect suspect) {
    String className = suspect.walk().getClassName();
    if (calls.markNewCalls(className, true) != null) {
      return false;
    }
    try {
      for (int i = 0; i < PROOF_SAMPLES; i++) {
        LockSupport.parkNanos(this, PROOF_NANOS);
        StackTraceElement[] stack = suspect.thread.getStackTrace();
        StackTraceElement walk = suspect.walkIn(stack);
        if (walk == null || walk.getLineNumber() > SameCall.MOVED || !suspect.isStillIn(stack)) {
          return false;
        }
      }
      return true;
    } finally {
      calls.markNewCalls(className, false);
    }
  }
}
