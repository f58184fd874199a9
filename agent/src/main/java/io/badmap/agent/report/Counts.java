package io.badmap.agent.report;

/**
 * What became of encounters; each is met, and then in exactly one of the next seven.
 *
 * @param met all encounters
 * @param reported the first of each pair of sites
 * @param folded repeats of a reported pair
 * @param suppressed matched by a suppression, or left out by the flags
 * @param dropped lost to a full queue
 * @param valueOnly left out by {@code writes=structural}
 * @param sampledOut let go because a share of them is looked at
 * @param passed let go by the breaker
 * @param faults failures of the reporting itself
 */
public record Counts(
    long met,
    long reported,
    long folded,
    long suppressed,
    long dropped,
    long valueOnly,
    long sampledOut,
    long passed,
    long faults) {}
