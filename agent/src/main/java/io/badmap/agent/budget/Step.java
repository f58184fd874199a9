package io.badmap.agent.budget;

/** How little the agent does, each with all that come before it. */
public enum Step {
  /** Everything that was asked for. */
  FULL("everything"),
  /** Fewer operations are traced, and fewer conflicts get both exact stacks. */
  FEWER_EVENTS("fewer events"),
  /** One conflict in ten is looked at. */
  LOWER_SAMPLING("lower sampling"),
  /** HashMap's family alone is watched. */
  FEWER_CLASSES("fewer watched classes"),
  /** No map operation calls the agent. */
  HOOKS_OUT("hooks out");

  private final String label;

  Step(String label) {
    this.label = label;
  }

  /** The words used in messages. */
  public String label() {
    return label;
  }

  Step next() {
    return values()[Math.min(ordinal() + 1, values().length - 1)];
  }

  Step previous() {
    return values()[Math.max(ordinal() - 1, 0)];
  }
}
