package io.badmap.agent.options;

/** How much of the stacks a report shows. */
public enum Traceback {
  /** The caller of each side. */
  SINGLE,
  /** The whole stack of both sides. */
  INVOLVED,
  /** Both stacks, and that of every other thread. */
  ALL
}
