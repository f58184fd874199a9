package io.badmap.agent.canary;

/**
 * What became of a rule so far.
 *
 * @param name as the file names it
 * @param active whether it counts in this process, now
 * @param misuses conflicts that it decided
 */
public record RuleStatus(String name, boolean active, long misuses) {}
