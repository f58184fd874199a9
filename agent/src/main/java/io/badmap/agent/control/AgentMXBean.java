package io.badmap.agent.control;

import java.util.Map;

/**
 * The agent as JMX shows it, under the name {@code io.badmap:type=Agent}. The numbers are those of
 * the metrics. Answers are text for people, lines ended by {@code \n}.
 */
public interface AgentMXBean {
  /** Times a map was not as an operation expected it. */
  long getMet();

  /** Conflicts that were reported, each pair of sites once. */
  long getReported();

  /** Conflicts of a pair that was reported before. */
  long getFolded();

  /** Conflicts left out by a suppression or by the flags. */
  long getSuppressed();

  /** Conflicts lost to a full queue. */
  long getDropped();

  /** Conflicts let go because the budget leaves a share of them to be looked at. */
  long getSampledOut();

  /** Conflicts let go by the breaker. */
  long getPassed();

  /** Changes that nobody could be blamed for. */
  long getUnattributed();

  /** Tags without an owner that were cleared. */
  long getHealed();

  /** Failures of the reporting itself. */
  long getFaults();

  /** Classes that are watched. */
  int getClasses();

  /** Methods that are watched. */
  int getMethods();

  /** CPU time of the agent's own threads, in nanoseconds; -1 where the JVM does not tell. */
  long getCpuNanos();

  /**
   * Every number that the metrics have, by its name as {@code /metrics} spells it, such as {@code
   * badmap_misuse_total{kind="concurrent map writes",map="Shop.cart",rule=""}}.
   */
  Map<String, Double> getMetrics();

  /** What is watched, and what was met; with {@code "true"} each option and where it came from. */
  String status(String origin);

  /**
   * Sets an option, {@code key=value}.
   *
   * @throws IllegalArgumentException if it cannot be set, with the reason
   */
  String set(String option);

  /** The latest reports, and the maps in conflict right now. */
  String dump();

  /** A table of the maps with the most conflicts. */
  String top();

  /**
   * Lets the agent leave this JVM.
   *
   * @throws IllegalStateException if it cannot leave now, with the reason
   */
  String detach();
}
