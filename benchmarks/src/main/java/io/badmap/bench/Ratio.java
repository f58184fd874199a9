package io.badmap.bench;

import java.util.Locale;

/**
 * How much more something costs than its base.
 *
 * @param value the quotient of the two medians
 * @param low the smallest quotient of two measurements of one turn
 * @param high the largest
 */
record Ratio(double value, double low, double high) {
  static Ratio of(Samples samples, Samples base) {
    Samples pairs = samples.pairwiseTo(base);
    return new Ratio(samples.ratioTo(base), pairs.min(), pairs.max());
  }

  /** The quotient and, where there was more than one turn, how far it spreads. */
  String text() {
    return low == high
        ? String.format(Locale.ROOT, "%.3f", value)
        : String.format(Locale.ROOT, "%.3f (%.2f to %.2f)", value, low, high);
  }

  /** The limit and whether this keeps it. */
  String against(double limit) {
    return String.format(Locale.ROOT, "%.2f %s", limit, value <= limit ? "kept" : "missed");
  }
}
