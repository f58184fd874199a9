package io.badmap.atomicity;

import io.badmap.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A thread has looked a key up and put a value to it, and the mapping had changed in between:
 * proven, raw, not yet a report. Immutable.
 */
public final class Interleaving {
  /** The map. Whoever keeps the interleaving keeps the map: let go soon. */
  public final Object map;

  public final Lookup lookup;

  /** When the act ended, as {@link System#nanoTime()} and {@link System#currentTimeMillis()}. */
  public final long nanoTime = System.nanoTime();

  public final long timeMillis = System.currentTimeMillis();

  /** Whether the act found the key absent, else with another value. */
  public final boolean foundAbsent;

  /** Taken inside the act. */
  public final Throwable trace = new Throwable();

  /** The scope of the thread that acts, which is the one that looked; {@code null} for none. */
  public final @Nullable Scope scope = Scope.current();

  /** The write in between; {@code null} where it is not known. */
  public final @Nullable Write foreign;

  Interleaving(Object map, Lookup lookup, boolean foundAbsent, @Nullable Write foreign) {
    this.map = map;
    this.lookup = lookup;
    this.foundAbsent = foundAbsent;
    this.foreign = foreign;
  }
}
