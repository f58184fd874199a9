package io.badmap.bench.recall;

import java.util.Locale;

/** Misuses a map in one way for a while. Run under {@code action=halt}, it ends with a report. */
public final class PatternProgram {
  private static final int THREADS = 2;

  private PatternProgram() {}

  /** Takes the pattern, the seconds and a seed. */
  public static void main(String[] args) throws InterruptedException {
    Pattern pattern = Pattern.valueOf(args[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    long seed = Long.parseLong(args[2]);
    Pattern.Shared shared = new Pattern.Shared();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread = new Thread(() -> run(pattern, shared, number, seed), "worker-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    // The workers are daemons and may wait for each other: the end of this thread is the end.
    Thread.sleep(Long.parseLong(args[1]) * 1000);
  }

  private static void run(Pattern pattern, Pattern.Shared shared, int thread, long seed) {
    Pace pace = new Pace(pattern.meanNanos(), seed * THREADS + thread);
    try {
      while (true) {
        pace.pause();
        pattern.turn(shared, thread, pace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // What a damaged map or the JDK's own check throws; the other thread goes on.
      System.err.println(e);
      run(pattern, shared, thread, seed + 1);
    }
  }
}
