package io.badmap.guard;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * A small fixed set of references, added and removed by compare-and-set; searched one by one.
 * Lock-free.
 */
public final class Slots {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Slot.class, "value");

  private final Slot[] slots;

  /** An empty set of at most {@code capacity} references. */
  public Slots(int capacity) {
    slots = new Slot[capacity];
    for (int i = 0; i < capacity; i++) {
      slots[i] = new Slot();
    }
  }

  /** How many slots there are. */
  public int capacity() {
    return slots.length;
  }

  /** What stands in slot {@code i}, from 0; {@code null} where it is empty. */
  public @Nullable Object get(int i) {
    return slots[i].value;
  }

  /**
   * Puts {@code value} in the place of {@code expected}; false where something else stands there.
   */
  boolean replace(int i, @Nullable Object expected, @Nullable Object value) {
    return U.compareAndSetReference(slots[i], VALUE, expected, value);
  }

  /** False when there is no room. */
  public boolean add(Object element) {
    return replace(null, element);
  }

  /** Takes {@code element} out once; harmless where it is not in. */
  public void remove(Object element) {
    replace(element, null);
  }

  private boolean replace(@Nullable Object expected, @Nullable Object value) {
    for (Slot slot : slots) {
      if (slot.value == expected && U.compareAndSetReference(slot, VALUE, expected, value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this very object is in. */
  public boolean contains(Object element) {
    for (Slot slot : slots) {
      if (slot.value == element) {
        return true;
      }
    }
    return false;
  }

  private static final class Slot {
    volatile @Nullable Object value;
  }
}
