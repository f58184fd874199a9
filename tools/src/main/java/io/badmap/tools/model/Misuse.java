package io.badmap.tools.model;

import java.util.List;

/**
 * A misuse and what led to it.
 *
 * @param number counts the reports of its JVM
 * @param at when the two met: the end of the operation in which one was met, where that was
 *     recorded; else when it was reported
 * @param kind the first line of the report
 * @param map which map
 * @param size its number of mappings; -1 where not known
 * @param hint of the agent; empty where it has none
 * @param sides two
 * @param findings the verdict first, then what else applies; never empty
 * @param window what happened around it
 * @param waiters who waited for a lock that a side held
 */
public record Misuse(
    long number,
    long at,
    String kind,
    MapRef map,
    int size,
    String hint,
    List<Side> sides,
    List<Finding> findings,
    Window window,
    List<Waiter> waiters) {
  /** The finding that explains it best. */
  public Finding verdict() {
    return findings.get(0);
  }
}
