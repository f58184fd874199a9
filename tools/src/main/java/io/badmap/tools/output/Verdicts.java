package io.badmap.tools.output;

import io.badmap.tools.model.Bins;
import io.badmap.tools.model.Collision;
import io.badmap.tools.model.Partitions;
import io.badmap.tools.model.Skew;
import java.util.ArrayList;
import java.util.List;

/** What a spread of keys means, in sentences. */
final class Verdicts {
  private static final int COLLISIONS = 3;
  private static final double SIGNIFICANT = 0.001;
  private static final double SMALLEST_SHOWN = 1e-99;

  private Verdicts() {}

  static List<String> of(Skew skew) {
    List<String> lines = new ArrayList<>();
    String kept = skew.oneIn() > 1 ? ", of which one in " + skew.oneIn() + " was kept" : "";
    lines.add(Shown.count(skew.keys()) + " distinct hash codes" + kept);
    lines.add("keys by partition: " + partitions(skew.byKey()));
    lines.add("operations by partition: " + partitions(skew.byOperation()));
    if (skew.bins() != null) lines.add("bins: " + bins(skew.bins()));
    for (Collision each :
        skew.collisions().subList(0, Math.min(COLLISIONS, skew.collisions().size()))) {
      lines.add(collision(each));
    }
    return lines;
  }

  private static String partitions(Partitions partitions) {
    String numbers =
        Shown.of(
            "Gini %.2f, the fullest %.1f x the mean", partitions.gini(), partitions.mostOverMean());
    if (!partitions.enough()) return numbers + "; too few keys to mean anything";
    return numbers + (partitions.flagged() ? "; SKEWED" : "; even");
  }

  static String bins(Bins bins) {
    String chains =
        Shown.of(
            "%,d keys in %,d bins, the longest chain %d (a good hash: %d), %d as trees",
            bins.keys(), bins.bins(), bins.longest(), bins.expectedLongest(), bins.treeified());
    if (bins.degrees() == 0)
      return chains + (bins.flagged() ? "; CROWDED" : "; too few for a test");
    String test =
        Shown.of(
            "; chi-square %.1f with %d degrees of freedom, p %s",
            bins.chiSquare(),
            bins.degrees(),
            bins.pValue() < SMALLEST_SHOWN ? "< 1e-99" : Shown.of("= %.2g", bins.pValue()));
    if (bins.flagged()) return chains + test + "; CROWDED more than chance explains";
    if (bins.pValue() >= SIGNIFICANT) return chains + test + "; as a good hash has it";
    return chains
        + test
        + (bins.dispersion() < 1
            ? "; more even than a good hash"
            : "; not by chance, yet no longer chains than a good hash makes");
  }

  static String collision(Collision collision) {
    return "hash "
        + collision.hash()
        + ": "
        + collision.keys()
        + " keys at once"
        + (collision.keyClass().isEmpty() ? "" : ", of " + collision.keyClass())
        + (collision.key().isEmpty() ? "" : ", such as " + collision.key());
  }
}
