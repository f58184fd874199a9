package io.badmap.it.corruption;

import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.CyclicBarrier;

/**
 * The known races, run until a walk does not end: several threads change one map without a lock,
 * round after round on a new map. Prints the error that stops a walk. Without the agent one of the
 * threads hangs, and so does the program.
 */
final class DamagingRace {
  private static final int THREADS = 4;
  private static final int KEYS = 3_000;

  private DamagingRace() {}

  /** The first argument names the map, the second says how many rounds there are at most. */
  public static void main(String[] arguments) throws InterruptedException {
    int rounds = Integer.parseInt(arguments[1]);
    for (int round = 1; round <= rounds; round++) {
      Map<Integer, Integer> map =
          arguments[0].equals("weak") ? new WeakHashMap<>() : new TreeMap<>();
      Error error = race(map);
      if (error != null) {
        System.out.println(error);
        return;
      }
    }
    System.out.println("no walk was endless");
  }

  private static Error race(Map<Integer, Integer> map) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    Error[] stopped = new Error[THREADS];
    Thread[] threads = new Thread[THREADS];
    Integer[] keys = new Integer[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = 1_000 + i;
    }
    for (int t = 0; t < THREADS; t++) {
      int self = t;
      threads[t] =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int i = 0; i < KEYS; i++) {
                    map.put(keys[(i * (self + 1)) % KEYS], i);
                  }
                  for (Integer key : keys) {
                    map.get(key);
                  }
                } catch (Error e) {
                  stopped[self] = e;
                } catch (Exception e) {
                  // A damaged map throws whatever it likes; the next round may do better.
                }
              });
      threads[t].setDaemon(true);
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Error error : stopped) {
      if (error != null) {
        return error;
      }
    }
    return null;
  }
}
