package io.badmap.agent.weave;

import java.util.Set;

/**
 * A class whose static methods are called inside the guarded window of every hooked method, on top
 * of the hooks of the guard. Lives in the boot loader and throws nothing.
 *
 * @param owner internal name of the class
 * @param points which of its methods are called
 */
public record Probe(String owner, Set<Point> points) {
  /** Where a probe is called. */
  public enum Point {
    /**
     * {@code entered(Object map, int row)}, right after the entry hook. The row is the index in
     * {@link Semantics#rows()}; the map is {@code null} where the hook does not know it either.
     */
    ENTERED,
    /**
     * {@code changing(Object map)} and {@code changing(Object map, boolean onlyIfAbsent)}, right
     * after the hook that stands before the first change of a conditional write. Where {@code
     * onlyIfAbsent} is false, a {@code put} comes by that has long been entered as a write.
     */
    CHANGING,
    /** {@code left(Object map, int row)}, right before the exit hook, also where one throws. */
    LEFT
  }

  public Probe {
    points = Set.copyOf(points);
  }

  boolean isCalledAt(Point point) {
    return points.contains(point);
  }
}
