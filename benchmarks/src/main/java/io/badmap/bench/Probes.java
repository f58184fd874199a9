package io.badmap.bench;

/** A ring of keys to look up one after the other. For one thread. */
final class Probes {
  private final Object[] keys;
  private int at;

  Probes(Object[] keys) {
    this.keys = keys;
  }

  Object next() {
    int i = at;
    at = i + 1 == keys.length ? 0 : i + 1;
    return keys[i];
  }
}
