package io.badmap.agent.options;

/** Where the value of an option came from; the earlier constant wins. */
public enum Origin {
  /** Set while the JVM runs. */
  RUN_TIME("run time"),
  /** The text after {@code -javaagent:badmap.jar=}. */
  AGENT_ARGUMENT("agent argument"),
  /** The environment variable {@code BADMAP}, same text. */
  BADMAP("environment variable BADMAP"),
  /** The file that {@code config} names. */
  CONFIG("config file"),
  /** The entry {@code badmap=0} or {@code badmap=1} of the environment variable {@code GODEBUG}. */
  GODEBUG("environment variable GODEBUG"),
  /** The attribute {@code Badmap-Options} of the jar's manifest, same text as {@code BADMAP}. */
  MANIFEST("manifest of the jar"),
  /** Nobody set it. */
  DEFAULT("default");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /** The words used in messages. */
  public String label() {
    return label;
  }
}
