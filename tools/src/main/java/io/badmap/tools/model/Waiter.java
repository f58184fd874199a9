package io.badmap.tools.model;

/**
 * A thread that waited for a lock that a side of the misuse held.
 *
 * @param thread who waited
 * @param lock the class of the lock
 * @param holder the side's thread
 * @param nanos how long in all
 * @param times how often
 * @param sure true where the recording names the holder; false where only the class of the lock and
 *     the time agree
 */
public record Waiter(
    String thread, String lock, String holder, long nanos, int times, boolean sure) {}
