package io.badmap.bench.soak;

import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A misuse twenty times a second, so that there is something to report and for the breaker to trip
 * on: one thread is held inside a put, another comes. From time to time it goes on to another pair
 * of lines, since a pair is reported once.
 */
final class Trickle {
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int LINES = 8;

  private final long pairNanos;
  private final AtomicLong meetings = new AtomicLong();
  private final AtomicLong thrown = new AtomicLong();

  /** A trickle that goes on to the next of 64 pairs after so long. */
  Trickle(long pairNanos) {
    this.pairNanos = pairNanos;
  }

  /** A key that holds the thread that puts it. */
  private static final class Slow {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public int hashCode() {
      inside.countDown();
      await(release);
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  void start() {
    Thread thread = new Thread(this::run, "trickle");
    thread.setDaemon(true);
    thread.start();
  }

  long meetings() {
    return meetings.get();
  }

  /** How many of the meetings ended with an error. */
  long thrown() {
    return thrown.get();
  }

  /** Whether a report is of this misuse: both sides, as far as they are known. */
  static boolean isOwn(MisuseReport report) {
    return isOwn(report.first()) && isOwn(report.second());
  }

  private static boolean isOwn(Side side) {
    StackTraceElement caller = side.caller();
    return caller == null || caller.getClassName().equals(Trickle.class.getName());
  }

  private void run() {
    long start = System.nanoTime();
    while (true) {
      int pair = (int) ((System.nanoTime() - start) / pairNanos) % (LINES * LINES);
      meet(pair / LINES, pair % LINES);
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  private void meet(int one, int other) {
    Map<Object, String> map = new HashMap<>();
    Slow key = new Slow();
    Thread holder = new Thread(() -> put(map, key, one), "trickle-holder");
    holder.start();
    await(key.inside);
    meetings.incrementAndGet();
    put(map, "key", other);
    key.release.countDown();
    try {
      holder.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Either side may be the one that is stopped. */
  private void put(Map<Object, String> map, Object key, int line) {
    try {
      switch (line) {
        case 0 -> map.put(key, "0");
        case 1 -> map.put(key, "1");
        case 2 -> map.put(key, "2");
        case 3 -> map.put(key, "3");
        case 4 -> map.put(key, "4");
        case 5 -> map.put(key, "5");
        case 6 -> map.put(key, "6");
        default -> map.put(key, "7");
      }
    } catch (MapMisuseError e) {
      thrown.incrementAndGet();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
