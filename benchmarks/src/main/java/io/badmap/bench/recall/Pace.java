package io.badmap.bench.recall;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** The pauses of one thread: evenly spread between half and one and a half of a mean. */
final class Pace {
  private final long meanNanos;
  private final SplittableRandom random;

  Pace(long meanNanos, long seed) {
    this.meanNanos = meanNanos;
    random = new SplittableRandom(seed);
  }

  /** Waits for the next turn. */
  void pause() {
    long end = System.nanoTime() + meanNanos / 2 + random.nextLong(meanNanos);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** A number below {@code bound}, from 0. */
  int next(int bound) {
    return random.nextInt(bound);
  }
}
