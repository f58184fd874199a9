package io.badmap.bench.recall;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * A way for two threads to misuse a map: what each does in one turn. Where nothing else is said a
 * thread takes a turn every 5 ms on average, so that two operations of some 50 ns hardly ever
 * overlap by chance.
 */
public enum Pattern {
  PUT_PUT_OTHER_KEYS("put/put, other keys") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      shared.map.put(thread * KEYS + pace.next(KEYS), thread);
    }
  },
  PUT_PUT_SAME_KEY("put/put, same key") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      shared.map.put(0, thread);
    }
  },
  PUT_GET("put/get") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      int key = pace.next(KEYS);
      if (thread == 0) {
        shared.map.put(key, key);
      } else {
        shared.map.get(key);
      }
    }
  },
  ITERATE_PUT("iterate/put") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      if (thread == 0) {
        shared.map.put(pace.next(8), thread);
      } else {
        for (Integer key : shared.map.keySet()) {
          shared.sum += key;
        }
      }
    }
  },
  REMOVE_PUT("remove/put") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      int key = pace.next(8);
      if (thread == 0) {
        shared.map.put(key, thread);
      } else {
        shared.map.remove(key);
      }
    }
  },
  GROWTH("growth-heavy") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      int first = shared.next[thread];
      for (int key = first; key < first + 16; key++) {
        shared.map.put(thread << 24 | key, key);
      }
      shared.next[thread] = first + 16;
    }
  },
  FIRST_WRITE("first write on a fresh map") {
    @Override
    void turn(Shared shared, int thread, Pace pace) throws InterruptedException {
      shared.meet();
      shared.fresh.put(thread, thread);
    }
  },
  COMPUTE_IF_ABSENT("computeIfAbsent, misses") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      int key = thread << 24 | shared.next[thread]++;
      shared.map.computeIfAbsent(key, missing -> missing);
    }
  },
  EACH_MILLISECOND("one operation each millisecond") {
    @Override
    long meanNanos() {
      return 1_000_000;
    }

    @Override
    void turn(Shared shared, int thread, Pace pace) {
      shared.map.put(pace.next(KEYS), thread);
    }
  },
  EACH_100_MILLISECONDS("one operation each 100 ms") {
    @Override
    long meanNanos() {
      return 100_000_000;
    }

    @Override
    void turn(Shared shared, int thread, Pace pace) {
      shared.map.put(pace.next(KEYS), thread);
    }
  },
  WRONG_LOCK("a writer under the wrong lock") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      synchronized (thread == 0 ? shared.lock : shared.wrongLock) {
        shared.map.put(pace.next(KEYS), thread);
      }
    }
  },
  ACCESS_ORDERED_GET("access-ordered get") {
    @Override
    void turn(Shared shared, int thread, Pace pace) {
      shared.linked.get(pace.next(KEYS));
    }
  };

  private static final int KEYS = 64;
  private static final long MEAN_NANOS = 5_000_000;

  private final String label;

  Pattern(String label) {
    this.label = label;
  }

  /** As in the table. */
  public String label() {
    return label;
  }

  /** The name on a command line. */
  public String argument() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  long meanNanos() {
    return MEAN_NANOS;
  }

  abstract void turn(Shared shared, int thread, Pace pace) throws InterruptedException;

  /** What the two threads share. */
  static final class Shared {
    final Map<Integer, Integer> map = new HashMap<>();
    final Map<Integer, Integer> linked = new LinkedHashMap<>(16, 0.75f, true);
    final int[] next = new int[2];
    final Object lock = new Object();
    final Object wrongLock = new Object();
    private final CyclicBarrier barrier = new CyclicBarrier(2, () -> fresh = new HashMap<>());
    private volatile Map<Integer, Integer> fresh = new HashMap<>();

    /** Keeps the reads from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long sum;

    Shared() {
      for (int key = 0; key < KEYS; key++) {
        linked.put(key, key);
      }
    }

    /** Both threads go on together, with a new map. */
    void meet() throws InterruptedException {
      try {
        barrier.await();
      } catch (BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
