package io.badmap.it.libraries;

import java.util.Random;
import smile.clustering.MEC;
import smile.math.distance.EuclideanDistance;

/** Clusters points with the library's own parallel stream, which fills one {@code ArrayList}. */
public final class SmileClusters {
  private static final int POINTS = 400;

  private SmileClusters() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    double[][] points = new double[POINTS][2];
    Random random = new Random(1);
    for (int i = 0; i < POINTS; i++) {
      points[i][0] = random.nextDouble() + i % 2;
      points[i][1] = random.nextDouble();
    }
    Race.run(
        args,
        1,
        round ->
            thread -> {
              MEC.fit(points, new EuclideanDistance(), 2, 0.5);
              return 1;
            });
  }
}
