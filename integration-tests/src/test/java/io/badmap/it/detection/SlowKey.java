package io.badmap.it.detection;

/** A key, or a value, that holds whoever asks for its hash code or compares it. */
final class SlowKey implements Comparable<Object> {
  private final Gate gate;
  private final boolean atHash;
  private final int hash;

  /** Holds in {@code hashCode} if {@code atHash}, else in {@code equals}. */
  SlowKey(Gate gate, boolean atHash, Object like) {
    this.gate = gate;
    this.atHash = atHash;
    this.hash = like.hashCode();
  }

  @Override
  public int hashCode() {
    if (atHash) {
      gate.pass();
    }
    return hash;
  }

  /** Its place in a tree of one-letter strings. */
  @Override
  public int compareTo(Object other) {
    gate.pass();
    return Integer.compare(hash, other instanceof SlowKey slow ? slow.hash : other.hashCode());
  }

  @Override
  public boolean equals(Object other) {
    if (!atHash) {
      gate.pass();
    }
    return this == other;
  }
}
