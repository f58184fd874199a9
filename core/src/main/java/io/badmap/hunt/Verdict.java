package io.badmap.hunt;

/** What delays have shown of a pair of sites. */
public enum Verdict {
  /** Worth a delay. */
  LIVE,
  /** The guard has met it. */
  FOUND,
  /** Its sides are ordered: by a lock, a hand-over, a start or a join. */
  ORDERED,
  /** Delayed in vain too often. */
  DECAYED
}
