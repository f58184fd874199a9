package io.badmap.guard;

import io.badmap.Check;
import io.badmap.MisuseKind;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that met inside conflicting operations on one map, or one that found a map damaged:
 * confirmed, raw, not yet a report. Immutable.
 */
public final class Encounter {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * The map they met on, or an {@link UnknownMap}. Whoever keeps the encounter keeps the map: let
   * go soon.
   */
  public final Object map;

  /** When they met, in milliseconds of {@link System#currentTimeMillis()}. */
  public final long timeMillis;

  /**
   * The same in {@link System#nanoTime()}: exact where the two met in a map, else to the
   * millisecond of {@link #timeMillis}.
   */
  public final long nanoTime;

  /** How long it took until both sides had been seen, in nanoseconds; 0 where nobody waited. */
  public final long tookNanos;

  /** The side that met the conflict. */
  public final Party first;

  /** The side that was there; {@code null} when it could not be told. */
  public final @Nullable Party second;

  /** What met; {@code null} where it follows from what both sides did. */
  public final @Nullable MisuseKind kind;

  /** The lookup of a check-then-act; {@code null} for every other kind. */
  public final @Nullable Check check;

  /**
   * What was found to be wrong with the map, as the end of a sentence; {@code null} where two
   * threads met.
   */
  public final @Nullable String damage;

  public Encounter(Object map, long timeMillis, Party first, @Nullable Party second) {
    this(map, timeMillis, nanoTime(timeMillis), 0, first, second, null, null, null);
  }

  /** An encounter that began at {@code nanoTime} and whose sides have been seen just now. */
  static Encounter since(long nanoTime, Object map, Party first, @Nullable Party second) {
    long took = System.nanoTime() - nanoTime;
    long timeMillis = System.currentTimeMillis() - took / NANOS_PER_MILLI;
    return new Encounter(map, timeMillis, nanoTime, took, first, second, null, null, null);
  }

  /** An encounter of a kind that the two sides alone do not tell. */
  public Encounter(
      Object map,
      long timeMillis,
      Party first,
      @Nullable Party second,
      @Nullable MisuseKind kind,
      @Nullable Check check) {
    this(map, timeMillis, nanoTime(timeMillis), 0, first, second, kind, check, null);
  }

  /** A damaged map: {@code first} found it, {@code second} may have done it. */
  static Encounter withDamage(
      Object map, long timeMillis, Party first, @Nullable Party second, String damage) {
    long nanoTime = nanoTime(timeMillis);
    return new Encounter(
        map, timeMillis, nanoTime, 0, first, second, MisuseKind.CORRUPTED, null, damage);
  }

  private Encounter(
      Object map,
      long timeMillis,
      long nanoTime,
      long tookNanos,
      Party first,
      @Nullable Party second,
      @Nullable MisuseKind kind,
      @Nullable Check check,
      @Nullable String damage) {
    this.map = map;
    this.timeMillis = timeMillis;
    this.nanoTime = nanoTime;
    this.tookNanos = tookNanos;
    this.first = first;
    this.second = second;
    this.kind = kind;
    this.check = check;
    this.damage = damage;
  }

  private static long nanoTime(long timeMillis) {
    return System.nanoTime() - (System.currentTimeMillis() - timeMillis) * NANOS_PER_MILLI;
  }
}
