package io.badmap.guard;

import org.jspecify.annotations.Nullable;

/**
 * Reads the locks that a thread holds; given by the agent where {@code java.management} is there.
 */
@FunctionalInterface
public interface LockReader {
  /**
   * An opaque snapshot of the locks that {@code thread} holds now, or {@code null} where that
   * cannot be told. Called inside a map operation: takes no lock of the application and never
   * waits.
   */
  @Nullable Object locksOf(Thread thread);
}
