package io.badmap;

/**
 * Thrown into the thread that met a conflicting operation on a map, before it touches the map where
 * that is possible.
 */
public final class MapMisuseError extends Error {
  private static final long serialVersionUID = 1L;

  private final transient MisuseReport report;

  /** An error that carries {@code report}; the message is Go's own words and both callers. */
  public MapMisuseError(String message, MisuseReport report) {
    super(message);
    this.report = report;
  }

  /** What was known when the error was thrown; {@code null} after deserialization. */
  public MisuseReport report() {
    return report;
  }
}
