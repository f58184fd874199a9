package io.badmap.tools.skew;

import io.badmap.tools.model.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * Compares the bins of a map with those of a good hash, which puts each key into any bin with the
 * same chance: the numbers of keys in the bins then follow Poisson's distribution with the mean
 * keys over bins, as the notes in {@code java.util.HashMap} have it. Pearson's test takes bins of
 * so many keys together until at least five are expected; its degrees of freedom are the groups
 * less two, since the mean is taken from the same keys.
 */
final class BinTest {
  private static final double LEAST_EXPECTED = 5;
  private static final double SIGNIFICANT = 0.001;

  /** With many bins chance is told from what is hardly worse than it; that is no reason to act. */
  private static final double MOST_DISPERSION = 1.25;

  private static final int LONG_CHAIN = 8;
  private static final int SHOWN = 16;

  private final int[] keysOfBin;

  BinTest(int[] keysOfBin) {
    this.keysOfBin = keysOfBin.clone();
  }

  Bins judge(int longestSeen, int treeified) {
    int bins = keysOfBin.length;
    long keys = Arrays.stream(keysOfBin).asLongStream().sum();
    int longest = Math.max(longestSeen, Arrays.stream(keysOfBin).max().orElse(0));
    if (keys == 0) {
      return new Bins(bins, 0, 0, 0, 1, 0, longest, 0, treeified, false, List.of(), List.of());
    }
    Poisson poisson = new Poisson((double) keys / bins);
    int[] observed = histogram();
    Groups groups = new Groups(observed, poisson, bins);
    double pValue =
        groups.degrees() > 0
            ? RegularizedGamma.Q.value(groups.degrees() / 2.0, groups.chiSquare / 2)
            : 1;
    double dispersion = dispersion((double) keys / bins);
    int expectedLongest = expectedLongest(poisson, bins);
    boolean crowds =
        groups.degrees() > 0
            && pValue < SIGNIFICANT
            && dispersion > MOST_DISPERSION
            && longest > expectedLongest;
    boolean flagged = crowds || longest >= LONG_CHAIN && longest > 2 * expectedLongest;
    return new Bins(
        bins,
        keys,
        groups.chiSquare,
        groups.degrees(),
        pValue,
        dispersion,
        longest,
        expectedLongest,
        treeified,
        flagged,
        shown(observed),
        expected(observed, poisson, bins));
  }

  private int[] histogram() {
    int most = Arrays.stream(keysOfBin).max().orElse(0);
    int[] histogram = new int[most + 1];
    for (int keys : keysOfBin) histogram[keys]++;
    return histogram;
  }

  private double dispersion(double mean) {
    double squares = 0;
    for (int keys : keysOfBin) squares += (keys - mean) * (keys - mean);
    return squares / keysOfBin.length / mean;
  }

  /** The greatest length that at least every second such map has. */
  private static int expectedLongest(Poisson poisson, int bins) {
    int longest = 0;
    while (bins * poisson.moreThan(longest) >= 0.5) longest++;
    return longest;
  }

  private static List<Integer> shown(int[] observed) {
    List<Integer> shown = new ArrayList<>();
    for (int keys = 0; keys < observed.length; keys++) {
      if (keys < SHOWN) {
        shown.add(observed[keys]);
      } else {
        shown.set(SHOWN - 1, shown.get(SHOWN - 1) + observed[keys]);
      }
    }
    return shown;
  }

  private static List<Double> expected(int[] observed, Poisson poisson, int bins) {
    List<Double> expected = new ArrayList<>();
    int last = Math.min(observed.length, SHOWN) - 1;
    for (int keys = 0; keys < last; keys++) expected.add(bins * poisson.exactly(keys));
    expected.add(bins * (last == 0 ? 1 : poisson.moreThan(last - 1)));
    return expected;
  }

  /** Bins by their number of keys, neighbours taken together where few are expected. */
  private static final class Groups {
    private double chiSquare;
    private int count;

    Groups(int[] observed, Poisson poisson, int bins) {
      double left = bins;
      double waitingExpected = 0;
      double waitingObserved = 0;
      for (int keys = 0; left >= LEAST_EXPECTED; keys++) {
        double expected = bins * poisson.exactly(keys);
        waitingExpected += expected;
        waitingObserved += keys < observed.length ? observed[keys] : 0;
        left -= expected;
        boolean restIsEnough = left >= LEAST_EXPECTED;
        if (waitingExpected >= LEAST_EXPECTED && restIsEnough) {
          add(waitingObserved, waitingExpected);
          waitingExpected = 0;
          waitingObserved = 0;
        } else if (!restIsEnough) {
          for (int more = keys + 1; more < observed.length; more++)
            waitingObserved += observed[more];
          add(waitingObserved, waitingExpected + Math.max(left, 0));
          return;
        }
      }
    }

    private void add(double observed, double expected) {
      chiSquare += (observed - expected) * (observed - expected) / expected;
      count++;
    }

    int degrees() {
      return Math.max(0, count - 2);
    }
  }
}
