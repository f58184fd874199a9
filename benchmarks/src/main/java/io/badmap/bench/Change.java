package io.badmap.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much more something costs than plain, in the unit of its limit.
 *
 * @param value of the medians
 * @param low the least of the turns
 * @param high the most of the turns
 */
record Change(double value, double low, double high) {
  private static final double PERCENT = 100;

  /** By how many percent it is more. */
  static Change more(Samples with, Samples plain) {
    Samples pairs = with.pairwiseTo(plain);
    return new Change(
        PERCENT * (with.ratioTo(plain) - 1),
        PERCENT * (pairs.min() - 1),
        PERCENT * (pairs.max() - 1));
  }

  /** By how many percent it is less. */
  static Change less(Samples with, Samples plain) {
    Change more = more(with, plain);
    return new Change(-more.value, -more.high, -more.low);
  }

  /** By how much it is more, in its own unit. */
  static Change added(Samples with, Samples plain) {
    Samples pairs = with.pairwiseMinus(plain);
    return new Change(with.median() - plain.median(), pairs.min(), pairs.max());
  }

  /** The value and, where there was more than one turn, how far the turns spread. */
  String text(String unit) {
    return low == high
        ? String.format(Locale.ROOT, "%+.1f%s", value, unit)
        : String.format(Locale.ROOT, "%+.1f%s (%+.1f to %+.1f)", value, unit, low, high);
  }

  /**
   * Whether this keeps a limit: so where every turn did and the turns agree to within the limit
   * itself, not where no turn did and each cost more than plain costs more than plain.
   *
   * @param control what plain costs more than plain, in the same turns; null where that was not
   *     measured
   */
  String against(double limit, @Nullable Change control) {
    if (high <= limit && high - low <= limit) {
      return "kept";
    }
    boolean isBeyondNoise = control == null || low > control.high;
    return low > limit && isBeyondNoise ? "missed" : "not told apart";
  }
}
