package io.badmap.agent.options;

/** What happens to the thread that meets a conflict. */
public enum Action {
  /** It gets a {@link io.badmap.MapMisuseError}. */
  THROW,
  /** The report is printed, then the JVM halts, as Go does. */
  HALT,
  /** It goes on. */
  LOG,
  /** It and the other side are held inside their operations for a while, then both go on. */
  PARK,
  /** Nothing is watched. */
  OFF;

  /**
   * Whether a thread that meets another one in a GoMap is stopped by that map itself: it is unless
   * somebody asked for a report and no more.
   */
  public boolean stops() {
    return this == THROW || this == OFF;
  }
}
