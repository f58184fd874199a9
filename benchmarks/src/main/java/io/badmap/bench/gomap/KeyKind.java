package io.badmap.bench.gomap;

import java.util.Random;

/** The kinds of keys that are measured. Equal numbers give equal keys, never the same instance. */
public enum KeyKind {
  INTEGER {
    @Override
    @SuppressWarnings({
      "deprecation",
      "removal",
      "UnnecessaryBoxedVariable",
      "BoxedPrimitiveConstructor"
    })
    Object key(int i) {
      // A multiplication by an odd number permutes the ints: no runs that suit one table or
      // another.
      return new Integer(i * 0x9e3779b1);
    }
  },
  STRING {
    @Override
    Object key(int i) {
      String key = "key-" + i * 0x9e3779b1;
      // The string keeps its hash code, as one that was used before does.
      int unused = key.hashCode();
      return key;
    }
  };

  abstract Object key(int i);

  /**
   * The keys of numbers {@code from} to {@code from + n - 1}, in the random order of {@code seed}.
   * Look-ups in the order of insertion would find a HashMap's nodes one behind the other.
   */
  Object[] keys(int from, int n, long seed) {
    Object[] keys = new Object[n];
    for (int i = 0; i < n; i++) keys[i] = key(from + i);
    Random random = new Random(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Object kept = keys[i];
      keys[i] = keys[j];
      keys[j] = kept;
    }
    return keys;
  }
}
