package io.badmap;

/** How an operation uses a map. */
public enum Access {
  /** Looks something up. */
  READ,
  /** One step of an iteration, or a traversal inside the map. */
  ITERATION,
  /** Copies the whole map. */
  CLONE,
  /** Changes a mapping, the structure or the order. */
  WRITE
}
