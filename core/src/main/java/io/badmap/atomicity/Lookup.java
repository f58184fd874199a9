package io.badmap.atomicity;

import io.badmap.Seen;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread has looked a key up. Immutable. Does not keep the map; whoever keeps a lookup keeps
 * thread, key and value.
 */
public final class Lookup extends WeakReference<Object> {
  /** The thread that looked. */
  public final Thread thread;

  /** When the lookup ended, in nanoseconds of {@link System#nanoTime()}. */
  public final long nanoTime;

  /** What the lookup told. */
  public final Seen seen;

  /** Taken inside the lookup. */
  public final Throwable trace;

  private final @Nullable Object key;

  /** What was seen, or the default that was given instead. */
  private final @Nullable Object value;

  /** Whether {@code value} is a default, which may as well have been the value. */
  private final boolean orAbsent;

  Lookup(
      Thread thread,
      Object map,
      @Nullable Object key,
      Seen seen,
      @Nullable Object value,
      boolean orAbsent,
      long nanoTime,
      Throwable trace) {
    super(map);
    this.thread = thread;
    this.key = key;
    this.seen = seen;
    this.value = value;
    this.orAbsent = orAbsent;
    this.trace = trace;
    this.nanoTime = nanoTime;
  }

  boolean isOf(Thread candidate, Object map) {
    return thread == candidate && refersTo(map);
  }

  boolean isOf(Thread candidate, Object map, @Nullable Object candidateKey) {
    return isOf(candidate, map) && Keys.same(key, candidateKey);
  }

  /**
   * Whether the mapping has changed since the lookup, given what the act found in its place, {@code
   * null} for nothing. A change that was taken back is not seen.
   */
  boolean isContradictedBy(@Nullable Object found) {
    if (seen == Seen.PRESENT || found == null && orAbsent) {
      return seen == Seen.PRESENT && found == null;
    }
    return found != value;
  }
}
