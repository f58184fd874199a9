package io.badmap.demo.scenario;

import java.util.List;

/** One planted mistake. An instance holds the state of one run. */
public interface Scenario {
  /** What the command line calls it. */
  String name();

  /** What is about to happen, in one line. */
  String description();

  /** What each thread does over and over; one thread for each. */
  List<Step> workers();

  /** One turn of a worker. */
  @FunctionalInterface
  interface Step {
    /**
     * Does it once.
     *
     * @param turn counts this worker's turns from 0
     */
    void take(long turn);
  }
}
