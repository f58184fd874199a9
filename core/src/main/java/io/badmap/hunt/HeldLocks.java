package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/** Tells which locks a thread holds; given by the agent where the JVM can say. */
@FunctionalInterface
public interface HeldLocks {
  /**
   * The identity hash codes of the monitors and exclusive synchronizers that {@code thread} holds,
   * or {@code null} where that cannot be told. Called inside a map operation: takes no lock of the
   * application.
   */
  int @Nullable [] of(Thread thread);
}
