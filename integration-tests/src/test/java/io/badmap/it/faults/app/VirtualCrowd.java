package io.badmap.it.faults.app;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ten thousand virtual threads, each with a map of its own and all with one map under a lock. With
 * {@code bare} among the arguments a few of them leave the lock out. Needs JDK 21.
 */
public final class VirtualCrowd {
  private static final int THREADS = 10_000;
  private static final int CARELESS = 50;

  private final Map<Integer, Integer> shared = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch done = new CountDownLatch(THREADS);
  private volatile boolean stopped;

  private VirtualCrowd() {}

  /** Prints the size of the shared map, or that somebody was stopped. */
  public static void main(String[] arguments) throws Exception {
    boolean bare = arguments.length > 0 && arguments[0].equals("bare");
    VirtualCrowd crowd = new VirtualCrowd();
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      boolean careless = bare && number % (THREADS / CARELESS) == 0;
      threads.execute(() -> crowd.run(number, careless));
    }
    if (!crowd.done.await(100, TimeUnit.SECONDS)) {
      System.out.println("not all came back: " + crowd.done.getCount());
    }
    System.out.println(bare ? "stopped: " + crowd.stopped : "shared: " + crowd.shared.size());
  }

  private void run(int number, boolean careless) {
    try {
      Map<Integer, Integer> own = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        own.put(i, number);
        // Gives the carrier away in the middle.
        LockSupport.parkNanos(1);
        own.merge(i, 1, Integer::sum);
      }
      if (careless) {
        changeUnlocked();
      } else {
        change(number);
      }
    } catch (Error e) {
      stopped = true;
    } finally {
      done.countDown();
    }
  }

  private void change(int number) {
    lock.lock();
    try {
      shared.put(number, number);
    } finally {
      lock.unlock();
    }
  }

  private void changeUnlocked() {
    for (int i = 0; i < 100_000 && !stopped; i++) {
      shared.merge(i % 100, 1, Integer::sum);
    }
  }
}
