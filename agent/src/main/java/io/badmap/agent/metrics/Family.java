package io.badmap.agent.metrics;

import java.util.List;

/**
 * One metric with its points.
 *
 * @param name as Prometheus has it; a counter's ends in {@code _total}
 * @param counter whether it only grows; else it is a gauge
 * @param help what it counts, in one line
 * @param points at most a few dozen
 */
record Family(String name, boolean counter, String help, List<Point> points) {
  /**
   * One value.
   *
   * @param labels names and values in turn
   * @param value whole numbers are exact up to 2^53
   */
  record Point(List<String> labels, double value) {}

  static Family counter(String name, String help, double value) {
    return new Family(name, true, help, List.of(new Point(List.of(), value)));
  }

  static Family gauge(String name, String help, double value) {
    return new Family(name, false, help, List.of(new Point(List.of(), value)));
  }
}
