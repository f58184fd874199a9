package io.badmap.tools.model;

/**
 * What the agent counted up to the end of the recording, over all JVMs.
 *
 * @param conflicts met
 * @param reported told
 * @param folded into an earlier report
 * @param suppressed by the user's file
 */
public record GuardCounts(long conflicts, long reported, long folded, long suppressed) {}
