package io.badmap.it.tracing;

import io.badmap.MapMisuseError;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A conflict that the calling thread certainly meets: another one stands inside a put. */
final class Race {
  private static final int PATIENCE_SECONDS = 60;

  private final Map<Object, String> carts = new HashMap<>();

  /** A key that holds the thread that puts it. */
  private static final class Slow {
    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public int hashCode() {
      inside.countDown();
      try {
        if (!release.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IllegalStateException("never released");
        }
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
  String run() throws InterruptedException {
    Slow key = new Slow();
    Thread holder = new Thread(() -> carts.put(key, "slow"), "holder");
    holder.start();
    try {
      if (!key.inside.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the holder never came");
      }
      carts.put("key", "value");
      return "went on";
    } catch (MapMisuseError e) {
      return "thrown";
    } finally {
      key.release.countDown();
      holder.join();
    }
  }
}
