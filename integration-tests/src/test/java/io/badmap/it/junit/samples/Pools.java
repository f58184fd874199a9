package io.badmap.it.junit.samples;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pool whose threads belong to no test. */
final class Pools {
  static final ExecutorService SHARED =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "shared");
            thread.setDaemon(true);
            return thread;
          });

  private Pools() {}
}
