package io.badmap.atomicity;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * The recent writes of the maps that share a stripe by their identity. Fields are read and written
 * racily; a lost update costs a site in a report, never a false report.
 */
final class Stripe {
  /** Writes to keep: a few threads that write the same key, and some that write others. */
  private static final int WRITES = 32;

  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long CURSOR = U.objectFieldOffset(Stripe.class, "cursor");

  private final @Nullable Write[] writes = new @Nullable Write[WRITES];

  /** Reached through {@link #CURSOR}. */
  @SuppressWarnings("UnusedVariable")
  private int cursor;

  void add(Write write) {
    writes[U.getAndAddInt(this, CURSOR, 1) & WRITES - 1] = write;
  }

  /** Marks the writes of {@code thread} to the key that have not ended. */
  void end(Thread thread, Object map, @Nullable Object key, boolean changed) {
    for (int i = U.getIntVolatile(this, CURSOR) - 1, n = 0; n < WRITES; i--, n++) {
      Write write = writes[i & WRITES - 1];
      if (write != null && write.isUnderWayOf(thread, map, key)) {
        write.end(changed);
      }
    }
  }

  /** The latest write that explains what an act found; {@code null} where none is known. */
  @Nullable Write explaining(
      Lookup lookup, Object map, @Nullable Object key, @Nullable Object found) {
    for (int i = U.getIntVolatile(this, CURSOR) - 1, n = 0; n < WRITES; i--, n++) {
      Write write = writes[i & WRITES - 1];
      if (write != null && write.explains(lookup, map, key, found)) {
        return write;
      }
    }
    return null;
  }

  /** Lets go of what is too old to be foreign to any lookup. */
  void sweep(long now) {
    for (int i = 0; i < WRITES; i++) {
      Write write = writes[i];
      if (write != null && now - write.nanoTime >= Lookups.WINDOW_NANOS) {
        writes[i] = null;
      }
    }
  }

  void clear() {
    for (int i = 0; i < WRITES; i++) {
      writes[i] = null;
    }
  }
}
