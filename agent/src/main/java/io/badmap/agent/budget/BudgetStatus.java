package io.badmap.agent.budget;

/**
 * How the budget stands.
 *
 * @param step how little the agent does, in words
 * @param down steps towards less so far
 * @param up steps back so far
 * @param cpu the share of the JVM's CPU time in the last second, 0 to 1
 * @param bytes what the agent holds
 * @param hookNanos the calibrated cost of one hooked operation
 * @param operations map operations counted so far
 */
public record BudgetStatus(
    String step, long down, long up, double cpu, long bytes, double hookNanos, long operations) {}
