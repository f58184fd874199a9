package io.badmap.tools.model;

/**
 * A stretch in which a thread stood still.
 *
 * @param at since when
 * @param nanos how long
 * @param kind {@code monitor}, {@code wait}, {@code park}, {@code sleep} or {@code gc}
 * @param lane the thread among {@link Window#lanes}; -1 for all of them
 * @param what the class waited for, or the cause of the collection
 * @param owner the thread that held it before; empty where not known
 */
public record Blocked(long at, long nanos, String kind, int lane, String what, String owner) {}
