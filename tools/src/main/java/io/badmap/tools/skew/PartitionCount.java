package io.badmap.tools.skew;

import io.badmap.tools.model.Partitions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.commons.codec.digest.MurmurHash3;

/** Things in 64 partitions, by the Murmur3 hash (128 bit, seed 0) of a hash code's four bytes. */
final class PartitionCount {
  static final int PARTITIONS = 64;
  private static final double MOST_GINI = 0.35;
  private static final double MOST_OVER_MEAN = 2.5;

  /** With fewer keys a partition the spread of chance alone reaches the limits. */
  private static final int KEYS_FOR_EACH = 10;

  private final long[] counts = new long[PARTITIONS];

  void add(int hash, long count) {
    counts[partition(hash)] += count;
  }

  /** The lowest six bits of the first half. */
  static int partition(int hash) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(hash).array();
    return (int) MurmurHash3.hash128x64(bytes)[0] & (PARTITIONS - 1);
  }

  /** Judges the counts; {@code keys} are those that they are of. */
  Partitions partitions(long keys) {
    double gini = gini(counts);
    double over = mostOverMean(counts);
    boolean enough = keys >= (long) KEYS_FOR_EACH * PARTITIONS;
    boolean flagged = enough && (gini > MOST_GINI || over > MOST_OVER_MEAN);
    return new Partitions(counts.clone(), gini, over, enough, flagged);
  }

  /**
   * The Gini coefficient: the mean difference between two of the counts, over twice their mean.
   * With the counts in rising order it is {@code 2 * sum(i * x_i) / (n * sum(x_i)) - (n + 1) / n},
   * i from 1.
   */
  static double gini(long[] counts) {
    long[] rising = counts.clone();
    Arrays.sort(rising);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < rising.length; i++) {
      sum += rising[i];
      weighted += (i + 1.0) * rising[i];
    }
    if (sum == 0) return 0;
    double n = rising.length;
    return 2 * weighted / (n * sum) - (n + 1) / n;
  }

  private static double mostOverMean(long[] counts) {
    long sum = Arrays.stream(counts).sum();
    return sum == 0 ? 0 : Arrays.stream(counts).max().orElse(0) * (double) counts.length / sum;
  }
}
