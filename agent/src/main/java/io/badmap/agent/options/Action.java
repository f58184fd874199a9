package io.badmap.agent.options;

/** What happens to the thread that meets a conflict. */
public enum Action {
  /** It gets a {@link io.badmap.MapMisuseError}. */
  THROW,
  /** The report is printed, then the JVM halts, as Go does. */
  HALT,
  /** It goes on. */
  LOG,
  /** Nothing is watched. */
  OFF
}
