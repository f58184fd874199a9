package io.badmap;

/** What an operation did to a map. */
public enum Effect {
  /** Changed nothing: a read, an iteration, a clone. */
  NONE,
  /** Replaced a value; bins, order and size stay. */
  VALUE,
  /** Added, removed or reordered entries. */
  STRUCTURAL,
  /** A write that was stopped at its entry check, before it touched the map. */
  STOPPED,
  /** A write that had not ended when it was seen. */
  UNFINISHED
}
