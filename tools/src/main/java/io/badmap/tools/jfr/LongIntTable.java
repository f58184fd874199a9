package io.badmap.tools.jfr;

import java.util.Arrays;

/**
 * From longs to ints that are not negative, without an object for either. Not for several threads.
 */
public final class LongIntTable {
  /** What {@link #get} gives for a key that is not there. */
  public static final int ABSENT = -1;

  private static final int SMALLEST = 16;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[SMALLEST];
  private int[] values = new int[SMALLEST];
  private int size;

  /** Makes an empty table. */
  public LongIntTable() {
    Arrays.fill(values, ABSENT);
  }

  /** The value of a key, or {@link #ABSENT}. */
  public int get(long key) {
    return values[slot(key)];
  }

  /** Sets the value of a key; it must not be negative. */
  public void put(long key, int value) {
    int slot = slot(key);
    if (values[slot] == ABSENT && ++size > keys.length / 2) {
      grow();
      slot = slot(key);
    }
    keys[slot] = key;
    values[slot] = value;
  }

  /** The number of keys. */
  public int size() {
    return size;
  }

  /** Takes all keys out, and gives back the room of a large table. */
  public void clear() {
    if (keys.length > SMALLEST * SMALLEST) {
      keys = new long[SMALLEST];
      values = new int[SMALLEST];
    }
    Arrays.fill(values, ABSENT);
    size = 0;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    long spread = key * SPREAD;
    int slot = (int) (spread >>> 32) & mask;
    while (values[slot] != ABSENT && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new int[keys.length];
    Arrays.fill(values, ABSENT);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] == ABSENT) continue;
      int slot = slot(oldKeys[i]);
      keys[slot] = oldKeys[i];
      values[slot] = oldValues[i];
    }
  }
}
