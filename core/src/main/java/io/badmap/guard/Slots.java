package io.badmap.guard;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * A small fixed set of references, added and removed by compare-and-set; searched one by one.
 * Lock-free.
 */
final class Slots {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long VALUE = U.objectFieldOffset(Slot.class, "value");

  private final Slot[] slots;

  Slots(int capacity) {
    slots = new Slot[capacity];
    for (int i = 0; i < capacity; i++) {
      slots[i] = new Slot();
    }
  }

  int capacity() {
    return slots.length;
  }

  @Nullable Object get(int i) {
    return slots[i].value;
  }

  /** False when there is no room. */
  boolean add(Object element) {
    return replace(null, element);
  }

  void remove(Object element) {
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

  boolean contains(Object element) {
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
