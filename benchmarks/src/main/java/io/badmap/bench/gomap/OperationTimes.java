package io.badmap.bench.gomap;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * Processor time of map operations, the best of many rounds: for a machine that does other things
 * as well, where the wall times of {@link GoMapBenchmark} would tell more about those.
 *
 * <p>Arguments: the rival, the kind of keys, the number of entries. One map a JVM.
 */
public final class OperationTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long BUDGET_NANOS = 200_000_000;
  private static final long ROUND_NANOS = 5_000_000;
  private static final int MIN_ROUNDS = 5;
  private static final int BATCH = 1000;

  private static final int PASSES = 4;

  private final Map<String, Double> best = new LinkedHashMap<>();
  private final Rival rival;
  private final Object[] stored;
  private final Object[] present;
  private final Object[] absent;
  private final Map<Object, Object> filled;
  private final String title;
  private final int size;
  private int cursor;
  private long sink;

  private OperationTimes(Rival rival, KeyKind kind, int size) {
    this.rival = rival;
    this.size = size;
    stored = kind.keys(0, size, 1);
    present = kind.keys(0, size, 2);
    absent = kind.keys(size, size, 3);
    filled = fill();
    title = kind + " " + size + " " + rival;
  }

  public static void main(String[] args) {
    OperationTimes times =
        new OperationTimes(
            Rival.valueOf(args[0]), KeyKind.valueOf(args[1]), Integer.parseInt(args[2]));
    for (int pass = 0; pass < PASSES; pass++) times.run();
    times.best.forEach((operation, ns) -> times.print(operation, ns));
    if (times.sink == 42) System.out.println();
  }

  /** The operations take turns, so that each is measured with all of them compiled. */
  private void run() {
    time("getHit", BATCH, () -> get(present));
    time("getMiss", BATCH, () -> get(absent));
    time("overwrite", BATCH, this::overwrite);
    time("iterate", size, this::iterate);
    time("putNew", size, () -> fill().size());
  }

  private void print(String operation, double ns) {
    System.out.printf("%s %s %.2f%n", operation, title, ns);
  }

  private void time(String operation, int entries, IntSupplier run) {
    long used = 0;
    for (int round = 0; used < BUDGET_NANOS || round < MIN_ROUNDS; round++) {
      long before = THREADS.getCurrentThreadCpuTime();
      long nanos;
      int runs = 0;
      do {
        sink += run.getAsInt();
        runs++;
        nanos = THREADS.getCurrentThreadCpuTime() - before;
      } while (nanos < ROUND_NANOS);
      used += nanos;
      best.merge(operation, nanos / ((double) runs * entries), Math::min);
    }
  }

  private int batch() {
    int from = cursor;
    cursor = from + BATCH == size ? 0 : from + BATCH;
    return from;
  }

  private int get(Object[] keys) {
    int from = batch();
    int found = 0;
    for (int i = from; i < from + BATCH; i++) if (filled.get(keys[i]) != null) found++;
    return found;
  }

  private int overwrite() {
    int from = batch();
    int found = 0;
    for (int i = from; i < from + BATCH; i++) if (filled.put(present[i], this) != null) found++;
    return found;
  }

  private int iterate() {
    int found = 0;
    for (Map.Entry<Object, Object> entry : filled.entrySet()) {
      if (entry.getKey() != null) found++;
      if (entry.getValue() != null) found++;
    }
    return found;
  }

  private Map<Object, Object> fill() {
    Map<Object, Object> map = rival.make();
    for (Object key : stored) map.put(key, key);
    return map;
  }
}
