package io.badmap.it.canary;

import io.badmap.MapMisuseError;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A conflict that the calling thread certainly meets: another one stands inside a put. */
final class Race {
  private Race() {}

  /** A key that holds the thread that puts it. */
  private static final class Slow {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public int hashCode() {
      inside.countDown();
      try {
        if (!release.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("never released");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** {@code thrown} where the calling thread was stopped, {@code went on} where not. */
  static String run() {
    Map<Object, String> map = new HashMap<>();
    Slow key = new Slow();
    Thread holder = new Thread(() -> map.put(key, "slow"), "holder");
    holder.start();
    try {
      if (!key.inside.await(60, TimeUnit.SECONDS)) return "the holder never came";
      map.put("key", "value");
      return "went on";
    } catch (MapMisuseError e) {
      return "thrown";
    } catch (InterruptedException e) {
      return "interrupted";
    } finally {
      key.release.countDown();
      join(holder);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
