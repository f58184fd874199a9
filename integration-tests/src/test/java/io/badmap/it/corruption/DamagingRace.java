package io.badmap.it.corruption;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The known races, run until a map is damaged: two threads write to one map without a lock, round
 * after round, each with a new map. Without the agent, or some thread of it hangs earlier. Then a
 * thread looks a key up, for ever.
 *
 * <p>Needs {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class DamagingRace {
  private static final int RACERS = 2;

  /** More than any operation on a sound map of that size takes of a processor. */
  private static final long ENDLESS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long LOOK_MILLIS = 20;

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private final RacedMap raced;
  private final Map<Object, Object> map;
  private final AtomicInteger ready = new AtomicInteger();
  private boolean hangs;

  private DamagingRace(RacedMap raced) {
    this.raced = raced;
    map = raced.make();
  }

  /**
   * Takes the name of the map, and for how many seconds rounds are begun. Prints whether a map was
   * damaged; if so, looks the same key up in the main thread for each line of standard input, and
   * prints what comes of it.
   */
  public static void main(String[] arguments) throws Exception {
    RacedMap raced = RacedMap.valueOf(arguments[0]);
    long limit = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
    long start = System.nanoTime();
    for (int rounds = 1; System.nanoTime() - start < limit; rounds++) {
      DamagingRace race = new DamagingRace(raced);
      race.run();
      Object key = raced.endlessKey(race.map);
      if (key != null && race.isEndless(key)) {
        System.out.println("damaged in round " + rounds + ": " + raced + " has no end for " + key);
        race.lookUp(key);
        return;
      }
      if (race.hangs) {
        System.out.println("not to be used: a writer hangs in round " + rounds + ", no look-up");
        return;
      }
    }
    System.out.println("sound: no map was damaged in " + arguments[1] + " s");
  }

  private void lookUp(Object key) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    while (input.readLine() != null) {
      try {
        System.out.println("ended: " + map.get(key));
      } catch (Error e) {
        System.out.println(e);
      }
    }
  }

  /** Returns when each of the writers has ended, or hangs. */
  private void run() throws InterruptedException {
    Walker[] racers = new Walker[RACERS];
    for (int i = 0; i < RACERS; i++) {
      racers[i] = new Racer(i);
      racers[i].start();
    }
    for (Walker racer : racers) {
      hangs |= racer.awaitEndOrHang();
    }
  }

  /** Whether a thread that looks {@code key} up hangs; it goes on doing so. */
  private boolean isEndless(Object key) throws InterruptedException {
    Walker walker = new LookUp(key);
    walker.start();
    return walker.awaitEndOrHang();
  }

  /** A thread inside operations of the map. */
  private abstract static class Walker extends Thread {
    /** How many operations have ended. */
    final AtomicInteger ended = new AtomicInteger();

    Walker(String name) {
      super(name);
      setDaemon(true);
    }

    /** Whether one operation has taken longer than any can, in time of its own processor. */
    final boolean awaitEndOrHang() throws InterruptedException {
      int seen = -1;
      long cpuThen = 0;
      join(LOOK_MILLIS);
      while (isAlive()) {
        int now = ended.get();
        long cpu = CPU.getThreadCpuTime(getId());
        if (now != seen) {
          seen = now;
          cpuThen = cpu;
        } else if (cpu - cpuThen > ENDLESS_NANOS) {
          return true;
        }
        join(LOOK_MILLIS);
      }
      return false;
    }
  }

  /** Writes, from the moment on when all are there. */
  private final class Racer extends Walker {
    private final int number;

    Racer(int number) {
      super("racer-" + number);
      this.number = number;
    }

    @Override
    public void run() {
      ready.incrementAndGet();
      while (ready.get() < RACERS) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < raced.writes(); i++) {
        try {
          raced.write(map, number, i);
        } catch (RuntimeException e) {
          // A damaged map throws whatever it likes.
        }
        ended.lazySet(i);
      }
    }
  }

  private final class LookUp extends Walker {
    private final Object key;

    LookUp(Object key) {
      super("look-up");
      this.key = key;
    }

    @Override
    public void run() {
      map.get(key);
    }
  }
}
