package io.badmap.it.faults.app;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;

/**
 * Two threads write to one map as fast as they can until one of them is stopped or the rounds are
 * over: with {@code values} they only replace values, with {@code entries} they add and remove. The
 * second argument says how many rounds there are.
 */
public final class StructuralRace {
  private static final int KEYS = 64;

  private final Map<Integer, Integer> map = new HashMap<>();
  private final CyclicBarrier start = new CyclicBarrier(2);
  private volatile boolean stopped;

  private StructuralRace() {}

  /** Prints whether a thread was stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    StructuralRace race = new StructuralRace();
    for (int i = 0; i < 2 * KEYS; i++) {
      race.map.put(i, i);
    }
    boolean entries = arguments[0].equals("entries");
    int rounds = Integer.parseInt(arguments[1]);
    Thread one = new Thread(() -> race.run(0, entries, rounds));
    Thread other = new Thread(() -> race.run(KEYS, entries, rounds));
    // A map that is damaged by adding and removing may hold a thread for ever.
    one.setDaemon(true);
    other.setDaemon(true);
    one.start();
    other.start();
    one.join();
    other.join();
    System.out.println(race.stopped ? "stopped" : "not stopped");
  }

  private void run(int from, boolean entries, int rounds) {
    try {
      start.await();
      for (int round = 0; round < rounds && !stopped; round++) {
        Integer key = from + round % KEYS;
        map.put(key, round);
        if (entries) {
          map.remove(key);
        }
      }
    } catch (Error e) {
      stopped = true;
    } catch (Exception e) {
      System.out.println("unexpected: " + e);
    }
  }
}
