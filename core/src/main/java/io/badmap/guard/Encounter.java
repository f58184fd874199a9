package io.badmap.guard;

import org.jspecify.annotations.Nullable;

/**
 * Two threads that met inside conflicting operations on one map: confirmed, raw, not yet a report.
 * Immutable.
 */
public final class Encounter {
  /** The map they met on. Whoever keeps the encounter keeps the map: let go soon. */
  public final Object map;

  /** When they met, in milliseconds of {@link System#currentTimeMillis()}. */
  public final long timeMillis;

  /** The side that met the conflict. */
  public final Party first;

  /** The side that was there; {@code null} when it could not be told. */
  public final @Nullable Party second;

  public Encounter(Object map, long timeMillis, Party first, @Nullable Party second) {
    this.map = map;
    this.timeMillis = timeMillis;
    this.first = first;
    this.second = second;
  }
}
