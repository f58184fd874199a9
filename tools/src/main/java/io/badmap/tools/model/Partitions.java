package io.badmap.tools.model;

/**
 * A number of things in 64 partitions by the Murmur3 hash (128 bit) of their key's hash code.
 *
 * @param counts how many in each
 * @param gini 0 where all have the same, towards 1 where one has all
 * @param mostOverMean the fullest over the mean
 * @param enough whether there were enough keys for these to mean anything
 * @param flagged a Gini coefficient over 0.35 or a partition over 2.5 times the mean, of enough
 *     keys
 */
@SuppressWarnings("ArrayRecordComponent") // written once, read by index, never compared
public record Partitions(
    long[] counts, double gini, double mostOverMean, boolean enough, boolean flagged) {}
