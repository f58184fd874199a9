package io.badmap.bench;

import java.util.Arrays;

/** Measurements of one thing in the order they were taken. For one thread. */
final class Samples {
  private double[] values = new double[8];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @throws IllegalStateException if nothing was measured
   */
  double median() {
    if (size == 0) {
      throw new IllegalStateException("no measurement");
    }
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int middle = size / 2;
    return size % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** This median divided by the median of {@code base}. */
  double ratioTo(Samples base) {
    return median() / base.median();
  }

  /**
   * Each measurement divided by the one of {@code base} that was taken in the same turn: how far
   * they spread tells how much the ratio of the medians is worth.
   *
   * @throws IllegalArgumentException if there are not as many of each
   */
  Samples pairwiseTo(Samples base) {
    if (base.size != size) {
      throw new IllegalArgumentException(size + " measurements against " + base.size);
    }
    Samples ratios = new Samples();
    for (int i = 0; i < size; i++) {
      ratios.add(values[i] / base.values[i]);
    }
    return ratios;
  }

  /**
   * Each measurement less the one of {@code base} that was taken in the same turn.
   *
   * @throws IllegalArgumentException if there are not as many of each
   */
  Samples pairwiseMinus(Samples base) {
    if (base.size != size) {
      throw new IllegalArgumentException(size + " measurements against " + base.size);
    }
    Samples differences = new Samples();
    for (int i = 0; i < size; i++) {
      differences.add(values[i] - base.values[i]);
    }
    return differences;
  }

  double min() {
    return Arrays.stream(values, 0, size).min().orElseThrow();
  }

  double max() {
    return Arrays.stream(values, 0, size).max().orElseThrow();
  }
}
