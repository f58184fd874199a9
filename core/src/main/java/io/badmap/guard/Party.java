package io.badmap.guard;

import io.badmap.Effect;
import io.badmap.Scope;
import io.badmap.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * One thread of an {@link Encounter} as it was seen, before anything is formatted. Immutable but
 * for the arrays, which nobody writes after construction.
 */
public final class Party {
  /** The thread itself; {@code null} when it could not be told. */
  public final @Nullable Thread thread;

  /** The stack, innermost frame first, the guard's own frames left out; empty when unknown. */
  public final StackTraceElement[] stack;

  public final Sighting sighting;
  public final Effect effect;

  /** What {@link LockReader} gave; {@code null} where it could not be told. */
  public final @Nullable Object locks;

  /** The scope of the thread; {@code null} where it has none or that could not be told. */
  public final @Nullable Scope scope;

  public Party(
      @Nullable Thread thread,
      StackTraceElement[] stack,
      Sighting sighting,
      Effect effect,
      @Nullable Object locks) {
    this(
        thread,
        stack,
        sighting,
        effect,
        locks,
        thread == Thread.currentThread() ? Scope.current() : null);
  }

  /** A party that is made by another thread, with the scope that its own thread was in. */
  public Party(
      @Nullable Thread thread,
      StackTraceElement[] stack,
      Sighting sighting,
      Effect effect,
      @Nullable Object locks,
      @Nullable Scope scope) {
    this.thread = thread;
    this.stack = stack;
    this.sighting = sighting;
    this.effect = effect;
    this.locks = locks;
    this.scope = scope;
  }
}
