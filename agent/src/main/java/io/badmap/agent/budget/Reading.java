package io.badmap.agent.budget;

/**
 * What the agent took between two looks.
 *
 * @param cpu the share of the JVM's CPU time, 0 to 1; its own threads and its hooks
 * @param threads of that, its own threads
 * @param bytes what it holds
 */
public record Reading(double cpu, double threads, long bytes) {}
