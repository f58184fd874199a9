package io.badmap.hunt;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/** One place of a table that is filled once. Lock-free. */
final class Cell<T> {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Cell.class, "value");

  private volatile @Nullable T value;

  @Nullable T get() {
    return value;
  }

  /** False where another thread was first. */
  boolean fill(T element) {
    return U.compareAndSetReference(this, VALUE, null, element);
  }
}
