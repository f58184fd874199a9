package io.badmap.bench.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several threads that do the same work at the same time, each for its own part. */
final class Crew {
  static final int SIZE = 4;

  private Crew() {}

  /** One member's part of the work; the result is a checksum. */
  interface Part {
    long work(int member) throws Exception;
  }

  /**
   * Runs {@link #SIZE} members to their end.
   *
   * @return a checksum that does not depend on who was faster
   */
  static long run(Part part) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SIZE);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        int member = i;
        parts.add(threads.submit(() -> part.work(member)));
      }
      long checksum = 0;
      for (Future<Long> done : parts) {
        checksum = 31 * checksum + done.get();
      }
      return checksum;
    } finally {
      threads.shutdownNow();
    }
  }
}
