package io.badmap.agent.budget;

/**
 * What the agent took between two looks.
 *
 * @param cpu the share of the JVM's CPU time, 0 to 1; its own threads and its hooks
 * @param threads of that, its own threads
 * @param bytes what it holds
 * @param settled whether the cost of its hooks is what that of compiled code is
 */
public record Reading(double cpu, double threads, long bytes, boolean settled) {
  /** The share to be bounded: while the JVM is young, what is known of the hooks is no measure. */
  double counted() {
    return settled ? cpu : threads;
  }
}
