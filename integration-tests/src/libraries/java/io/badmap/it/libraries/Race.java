package io.badmap.it.libraries;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/**
 * Lets a few threads use one object at the same moment, round after round, each round with an
 * object of its own. First-use races come back many times a second that way.
 *
 * <p>Ends the JVM with 1 and the first failure when threads failed or hang, otherwise leaves it
 * with {@code N operations} on standard output. It uses no map itself.
 */
final class Race {
  /** So many failed calls are proof enough. */
  private static final int FAILURES_ENOUGH = 1_000;

  /** A round that takes longer than this after the deadline hangs in a damaged map. */
  private static final long GRACE_SECONDS = 10;

  /** What one thread does in one round. */
  @FunctionalInterface
  interface Contest {
    /**
     * Uses the shared object.
     *
     * @param thread counts the threads of the round from 0
     * @return the number of operations done
     */
    int act(int thread) throws Exception;
  }

  private final int threads;
  private final IntFunction<Contest> contests;
  private final long deadline;
  private final CountDownLatch ended;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();
  private Contest contest;
  private volatile int round;
  private volatile boolean over;

  private Race(int threads, IntFunction<Contest> contests, long seconds) {
    this.threads = threads;
    this.contests = contests;
    this.deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    this.ended = new CountDownLatch(threads);
    this.contest = contests.apply(0);
  }

  /**
   * Runs rounds until the time is over.
   *
   * @param args the seconds to run; 3 when empty
   * @param threads the number of threads
   * @param contests makes the contest of a round from its number, counted from 0
   */
  static void run(String[] args, int threads, IntFunction<Contest> contests)
      throws InterruptedException {
    long seconds = args.length == 0 ? 3 : Long.parseLong(args[0]);
    new Race(threads, contests, seconds).run(seconds);
  }

  private void run(long seconds) throws InterruptedException {
    Thread[] runners = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      int thread = i;
      runners[i] = new Thread(() -> compete(thread), "racer-" + i);
      runners[i].setDaemon(true);
      runners[i].start();
    }
    boolean allEnded = ended.await(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
    Throwable failure = firstFailure.get();
    if (failure != null) {
      StackTraceElement[] stack = failure.getStackTrace();
      System.out.println(failure + (stack.length == 0 ? "" : " at " + stack[0]));
    }
    if (!allEnded) {
      for (Thread runner : runners) {
        StackTraceElement[] stack = runner.getStackTrace();
        if (stack.length > 0) {
          System.out.println(runner.getName() + " hangs at " + stack[0]);
        }
      }
    }
    if (failure != null || !allEnded) {
      System.exit(1);
    }
    System.out.println(operations + " operations");
  }

  private void compete(int thread) {
    int mine = 0;
    while (!over) {
      try {
        operations.addAndGet(contest.act(thread));
      } catch (Throwable t) {
        firstFailure.compareAndSet(null, t);
        failures.incrementAndGet();
      }
      mine++;
      meet(mine);
    }
    ended.countDown();
  }

  /** A barrier that spins: threads that are woken one by one would not start a round together. */
  private void meet(int next) {
    if (waiting.incrementAndGet() == threads) {
      waiting.set(0);
      over = failures.get() >= FAILURES_ENOUGH || System.nanoTime() - deadline >= 0;
      contest = contests.apply(next);
      round = next;
      return;
    }
    for (int spins = 0; round != next; spins++) {
      if (spins < 10_000) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }
}
