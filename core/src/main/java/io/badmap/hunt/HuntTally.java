package io.badmap.hunt;

/** What a hunt has done so far. Thread-safe. */
public final class HuntTally {
  final Counter nearMisses = new Counter();
  final Counter ordered = new Counter();
  final Counter delays = new Counter();
  final Counter met = new Counter();
  final Counter faults = new Counter();

  HuntTally() {}

  /** Near misses that were looked at; of a busy map only some are. */
  public long nearMisses() {
    return nearMisses.get();
  }

  /** Near misses that a hand-over was known to keep apart. */
  public long ordered() {
    return ordered.get();
  }

  /** Operations that were held. */
  public long delays() {
    return delays.get();
  }

  /** Of these, met by another thread. */
  public long met() {
    return met.get();
  }

  /** Times the hunt itself failed, for want of stack or memory. */
  public long faults() {
    return faults.get();
  }
}
