package io.badmap.atomicity;

import io.badmap.Scope;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A thread changes a mapping. Made before the change can be seen by others, so that whoever finds
 * the change finds this too. Does not keep the map.
 */
public final class Write extends WeakReference<Object> {
  /** Stands for every key: the map is cleared, say. */
  static final Object ANY_KEY = new Object();

  /** Stands for values that are not known. */
  static final Object ANY_VALUE = new Object();

  /** The thread that writes. */
  public final Thread thread;

  /** Taken inside the write. */
  public final Throwable trace;

  /** The scope of the thread that writes; {@code null} where it has none. */
  public final @Nullable Scope scope = Scope.current();

  /** When it began. */
  final long nanoTime = System.nanoTime();

  private final @Nullable Object key;
  private final @Nullable Object value;

  /** When it had ended; 0 while it is under way, or where its end is not seen. */
  private volatile long endNanos;

  /** That it turned out to change nothing. */
  private volatile boolean idle;

  Write(Thread thread, Object map, @Nullable Object key, @Nullable Object value, Throwable trace) {
    super(map);
    this.thread = thread;
    this.key = key;
    this.value = value;
    this.trace = trace;
  }

  boolean isUnderWayOf(Thread candidate, Object map, @Nullable Object candidateKey) {
    return thread == candidate
        && endNanos == 0
        && refersTo(map)
        && (key == candidateKey || Keys.same(key, candidateKey));
  }

  void end(boolean changed) {
    idle = !changed;
    endNanos = System.nanoTime() | 1;
  }

  /**
   * Whether this is what an act found: another thread's write of that very object, or its removal,
   * that had not ended when the lookup had.
   */
  boolean explains(
      Lookup lookup, Object map, @Nullable Object candidateKey, @Nullable Object found) {
    if (thread == lookup.thread || idle || !refersTo(map)) {
      return false;
    }
    boolean ofKey =
        key == ANY_KEY
            || Keys.same(key, candidateKey)
            || found != null && Keys.mayBeSame(key, candidateKey);
    if (!ofKey) {
      return false;
    }
    if (value != found && !(value == ANY_VALUE && found != null)) {
      return false;
    }
    long end = endNanos;
    return end == 0 || end - lookup.nanoTime > 0;
  }
}
