package io.badmap.junit.watch;

import io.badmap.Side;
import java.util.List;

/**
 * How one test is watched. Immutable.
 *
 * @param watched whether anybody answers for what is met in it
 * @param stopping whether a thread that meets a misuse gets an error
 * @param suppressed misuses that do not count
 * @param expected misuses that the test must show
 */
public record Rules(
    boolean watched, boolean stopping, List<PairPattern> suppressed, List<Expectation> expected) {
  /** Stops threads; nothing is left out or expected. */
  public static final Rules DEFAULT = new Rules(true, true, List.of(), List.of());

  /** Known, so that what it does is not charged to others, and left alone. */
  public static final Rules UNWATCHED = new Rules(false, false, List.of(), List.of());

  /** Makes unmodifiable copies. */
  public Rules {
    suppressed = List.copyOf(suppressed);
    expected = List.copyOf(expected);
  }

  /** Called inside map operations: no iterator, no stream. */
  boolean suppresses(Side first, Side second) {
    for (int i = 0; i < suppressed.size(); i++) {
      if (suppressed.get(i).matches(first, second)) {
        return true;
      }
    }
    return false;
  }
}
