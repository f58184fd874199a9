package io.badmap.tools.model;

/**
 * Something that happened inside a map.
 *
 * @param at when
 * @param nanos how long it took; 0 for an instant
 * @param kind {@code create}, {@code grow}, {@code grow_work}, {@code rehash} or {@code treeify}
 * @param lane the thread among {@link Window#lanes}
 * @param text what the numbers were
 */
public record Mark(long at, long nanos, String kind, int lane, String text) {}
