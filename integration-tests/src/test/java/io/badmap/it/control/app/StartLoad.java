package io.badmap.it.control.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Uses maps as it may from its first moment on, while the agent comes to all of them. */
public final class StartLoad {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1500);

  private StartLoad() {}

  /** Prints what went wrong. */
  public static void main(String[] arguments) throws InterruptedException {
    long end = System.nanoTime() + NANOS;
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (Work work : Work.all()) {
      // It needs a million changes first.
      if (!work.name().equals("old")) {
        Thread thread = new Thread(() -> run(work, end, wrong), work.name());
        threads.add(thread);
        thread.start();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("wrong " + wrong);
  }

  private static void run(Work work, long end, Queue<String> wrong) {
    while (System.nanoTime() - end < 0) {
      try {
        work.turn();
      } catch (Throwable e) {
        wrong.add(work.name() + ": " + e);
        return;
      }
    }
  }
}
