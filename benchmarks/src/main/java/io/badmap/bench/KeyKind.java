package io.badmap.bench;

import java.util.SplittableRandom;

/** The two kinds of keys, which put a map lookup's two ends side by side. */
public enum KeyKind {
  /**
   * Spread integers, looked up by the very object that is in the map: the shortest lookup there is.
   */
  INTEGER {
    @Override
    Object key(int i) {
      // An odd factor is a bijection of int: keys stay distinct but are spread over the table.
      return i * 0x9E3779B1;
    }

    @Override
    Object probe(Object key) {
      return key;
    }
  },
  /** Strings, looked up by an equal string that is another object, as a parsed request would. */
  STRING {
    @Override
    Object key(int i) {
      return "customer-" + Integer.toString(i * 0x9E3779B1, 36);
    }

    @Override
    @SuppressWarnings("StringCopy") // Equal but not the same object is the point.
    Object probe(Object key) {
      return new String((String) key);
    }
  };

  abstract Object key(int i);

  abstract Object probe(Object key);

  /** Keys number {@code from} to {@code from + count - 1}, the same in every run. */
  Object[] keys(int from, int count) {
    Object[] keys = new Object[count];
    for (int i = 0; i < count; i++) {
      keys[i] = key(from + i);
    }
    return keys;
  }

  /** What to look {@code keys} up with, in an order of its own that is the same in every run. */
  Probes probes(Object[] keys) {
    Object[] shuffled = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      shuffled[i] = probe(keys[i]);
    }
    SplittableRandom random = new SplittableRandom(42);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Object swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    return new Probes(shuffled);
  }
}
