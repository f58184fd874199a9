package io.badmap.bench.gomap;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The time of every single put while a map grows to ten million entries, as percentiles.
 *
 * <p>Arguments: the rival, the clock, the number of entries. The clock {@code wall} counts whatever
 * the collector and the machine do meanwhile; {@code cpu} is the processor time of the filling
 * thread, which a busy machine does not spoil. The number of collections is told beside them. Three
 * maps are filled first, to have the code compiled.
 */
public final class GrowthPauses {
  private static final int DEFAULT_ENTRIES = 10_000_000;

  /** Four percentiles for each nine, up to 99.9999. */
  private static final int QUARTERS = 24;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private GrowthPauses() {}

  public static void main(String[] args) {
    Rival rival = Rival.valueOf(args[0]);
    LongSupplier clock =
        args[1].equals("cpu") ? THREADS::getCurrentThreadCpuTime : System::nanoTime;
    int entries = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ENTRIES;
    Object[] keys = KeyKind.INTEGER.keys(0, entries, 1);
    int[] nanos = new int[entries];
    for (int i = 0; i < 3; i++) fill(rival.make(), keys, nanos, entries / 10, clock);
    System.gc();
    long collections = collections();
    fill(rival.make(), keys, nanos, entries, clock);
    collections = collections() - collections;
    Arrays.sort(nanos);
    System.out.printf(
        "%s, %d puts, %d collections, %s nanoseconds%n", rival, entries, collections, args[1]);
    for (int quarter = 1; quarter <= QUARTERS; quarter++) {
      double beyond = Math.pow(10, -quarter / 4.0);
      int at = Math.min(entries - 1, (int) (entries * (1 - beyond)));
      System.out.printf("%9.5f %% %12d%n", 100 * (1 - beyond), nanos[at]);
    }
    System.out.printf("%11s %12d%n", "longest", nanos[entries - 1]);
  }

  private static void fill(
      Map<Object, Object> map, Object[] keys, int[] nanos, int entries, LongSupplier clock) {
    long before = clock.getAsLong();
    for (int i = 0; i < entries; i++) {
      map.put(keys[i], keys[i]);
      long after = clock.getAsLong();
      nanos[i] = (int) (after - before);
      before = after;
    }
  }

  private static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += bean.getCollectionCount();
    }
    return count;
  }
}
