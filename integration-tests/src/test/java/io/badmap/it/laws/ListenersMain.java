package io.badmap.it.laws;

import io.badmap.Badmap;
import io.badmap.MisuseListener;
import io.badmap.MisuseReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One conflict, met on an executor that keeps the error to itself. */
public final class ListenersMain {
  private static final CountDownLatch TOLD = new CountDownLatch(2);

  private ListenersMain() {}

  /** Found by ServiceLoader. */
  public static final class Service implements MisuseListener {
    /** For ServiceLoader. */
    public Service() {}

    @Override
    public void onMisuse(MisuseReport report) {
      told("service", report);
    }
  }

  private static final class SlowKey {
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public int hashCode() {
      inside.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Waits for both listeners if told to {@code wait}, else ends at once. */
  public static void main(String[] arguments) throws Exception {
    Badmap.onMisuse(report -> told("programmatic", report));
    Map<Object, Object> map = new HashMap<>();
    SlowKey key = new SlowKey();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    executor.submit(() -> map.put(key, 1));
    key.inside.await();
    Future<?> second = executor.submit(() -> map.put("second", 2));
    executor.shutdown();
    while (!second.isDone()) {
      Thread.onSpinWait();
    }
    if (arguments[0].equals("wait")) {
      TOLD.await(60, TimeUnit.SECONDS);
    }
    key.go.countDown();
    executor.awaitTermination(60, TimeUnit.SECONDS);
  }

  private static void told(String who, MisuseReport report) {
    System.out.println(
        who + " on " + Thread.currentThread().getName() + ": " + report.kind().message());
    TOLD.countDown();
  }
}
