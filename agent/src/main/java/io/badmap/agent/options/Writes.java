package io.badmap.agent.options;

/** Which writes count as a misuse. */
public enum Writes {
  /** Every write, as in Go. */
  ALL,
  /** Only those where at least one side is known to have changed the structure of the map. */
  STRUCTURAL
}
