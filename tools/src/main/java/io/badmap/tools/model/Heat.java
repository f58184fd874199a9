package io.badmap.tools.model;

/**
 * A row of the heat map, by column of {@link Span}.
 *
 * @param operations how many
 * @param writes how many of them wrote
 * @param writers distinct writing threads; above some tens an estimate
 * @param sizes the last size in the column; -1 where there was no operation
 */
@SuppressWarnings("ArrayRecordComponent") // written once, read by index, never compared
public record Heat(int[] operations, int[] writes, int[] writers, int[] sizes) {}
