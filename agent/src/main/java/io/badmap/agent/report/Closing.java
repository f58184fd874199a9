package io.badmap.agent.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told at exit.
 *
 * @param summary the counts; {@code null} where nobody asked for them
 * @param repeats pairs of sites that met again after their report
 * @param notes suppressions that were not used or have expired, and what went wrong
 */
record Closing(@Nullable Summary summary, List<Repeat> repeats, List<String> notes) {
  /** Whether there is nothing to tell. */
  boolean isEmpty() {
    return summary == null && repeats.isEmpty() && notes.isEmpty();
  }

  /**
   * Everything that was met, each encounter in exactly one of the other counts.
   *
   * @param met all encounters
   * @param reported the first of each pair
   * @param folded repeats of a reported pair
   * @param suppressed matched by a suppression
   * @param dropped lost to a full queue
   * @param valueOnly left out by {@code writes=structural}
   * @param sampledOut let go because a share of them is looked at
   * @param passed let go by the breaker
   * @param watched how many classes and entry points are watched, in words
   */
  record Summary(
      long met,
      long reported,
      long folded,
      long suppressed,
      long dropped,
      long valueOnly,
      long sampledOut,
      long passed,
      String watched) {}

  /** A pair of sites and how often it met again. */
  record Repeat(long number, String firstSite, String secondSite, long times) {}
}
