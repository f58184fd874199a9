package io.badmap.it.control.app;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Two threads write to one map now and then, until standard input ends. */
public final class Racing {
  private static final Map<Integer, Integer> scores = new HashMap<>();

  private Racing() {}

  public static void main(String[] arguments) throws Exception {
    // Values are overwritten only, so that the race damages nothing.
    for (int i = 0; i < 1000; i++) {
      scores.put(i, i);
    }
    for (int i = 0; i < 2; i++) {
      Thread thread = new Thread(Racing::race, "racer-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // What is written there says nothing.
    }
  }

  private static void race() {
    for (int i = 0; ; i++) {
      scores.put(i % 1000, i);
      if (i % 200 == 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
