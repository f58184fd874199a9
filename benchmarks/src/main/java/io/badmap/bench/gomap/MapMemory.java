package io.badmap.bench.gomap;

import java.util.Map;
import org.openjdk.jol.info.GraphLayout;

/**
 * Bytes that a map takes for each entry, keys and values themselves left out, by JOL. References to
 * keys and values count as the map's.
 */
public final class MapMemory {
  private MapMemory() {}

  public static void main(String[] args) {
    int[] sizes = {1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000};
    double[] sums = new double[Rival.values().length];
    System.out.printf("%10s", "entries");
    for (Rival rival : Rival.values()) System.out.printf("%10s", rival);
    System.out.println();
    for (int size : sizes) {
      System.out.printf("%10d", size);
      for (Rival rival : Rival.values()) {
        double bytes = bytesPerEntry(rival, size);
        sums[rival.ordinal()] += bytes / sizes.length;
        System.out.printf("%10.1f", bytes);
      }
      System.out.println();
    }
    System.out.printf("%10s", "mean");
    for (double sum : sums) System.out.printf("%10.1f", sum);
    System.out.println();
    System.out.printf("%10s", "ratio");
    for (double sum : sums) System.out.printf("%10.2f", sum / sums[Rival.HASHMAP.ordinal()]);
    System.out.println();
  }

  private static double bytesPerEntry(Rival rival, int size) {
    Map<Object, Object> map = rival.make();
    Object[] keys = KeyKind.INTEGER.keys(0, size, 1);
    for (Object each : keys) map.put(each, each);
    long all = GraphLayout.parseInstance(map).totalSize();
    Object key = keys[0];
    long keysAlone = GraphLayout.parseInstance(key).totalSize() * size;
    return (all - keysAlone) / (double) size;
  }
}
