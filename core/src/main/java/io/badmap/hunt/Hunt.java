package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/**
 * The probe of the hunt: what the agent weaves into the map's methods, right after the entry hook,
 * where {@code hunt=on} asks for it. Silent until {@link #start}.
 */
public final class Hunt {
  /** The row of a {@link Site} at which a conditional write begins to change the map. */
  public static final int CHANGE = -1;

  private static volatile @Nullable Hunter hunter;

  private Hunt() {}

  /**
   * An operation has entered its guarded window.
   *
   * @param map what it works on; {@code null} where that is not known
   * @param row its row in the semantics table
   */
  public static void entered(@Nullable Object map, int row) {
    Hunter current = hunter;
    if (current != null && map != null) {
      current.entered(map, row);
    }
  }

  /** A conditional write is about to change the map, and its tag stands in the word. */
  public static void changing(Object map) {
    Hunter current = hunter;
    if (current != null) {
      current.changing(map);
    }
  }

  /** The same, where {@code put} has long been seen and {@code putIfAbsent} has not. */
  public static void changing(Object map, boolean onlyIfAbsent) {
    if (onlyIfAbsent) {
      changing(map);
    }
  }

  /** The current thread is about to hand {@code object} over: a thread it starts, a task. */
  public static void released(@Nullable Object object) {
    Hunter current = hunter;
    if (current != null && object != null) {
      current.released(object);
    }
  }

  /** The current thread has got {@code object}, and with it all that came before its release. */
  public static void acquired(@Nullable Object object) {
    Hunter current = hunter;
    if (current != null && object != null) {
      current.acquired(object);
    }
  }

  /** The current thread has waited for {@code thread}, perhaps to its end. */
  public static void joined(Thread thread) {
    Hunter current = hunter;
    if (current != null) {
      current.joined(thread);
    }
  }

  /**
   * Begins to hunt.
   *
   * @param writes for each row of the semantics table, whether it is a write from its entry on
   * @param locks tells held locks; {@code null} where they cannot be told
   * @param learned what an earlier run knew
   */
  public static Hunter start(
      HuntSettings settings, boolean[] writes, @Nullable HeldLocks locks, LearnedPair[] learned) {
    Hunter started = new Hunter(settings, writes, locks);
    started.warmUp();
    started.resume(learned);
    hunter = started;
    return started;
  }

  /** Ends the hunt: every probe is silent. Operations that are held right now stay to their end. */
  public static void stop() {
    hunter = null;
  }
}
