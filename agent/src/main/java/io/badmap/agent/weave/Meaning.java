package io.badmap.agent.weave;

/** What a method of a covered class does to its map, and so how it is hooked. */
public enum Meaning {
  /** Looks up: checked at entry and exit. */
  READ("read"),
  /** One step of an iteration or a traversal: checked at entry and exit. */
  ITERATION("iteration"),
  /** A single load, so that a look at its exit would see what its entry saw: checked there only. */
  GLANCE("read, at entry"),
  /** One step of an iteration that is a single load: checked at entry only. */
  STEP("iteration, at entry"),
  /** Copies the map: checked at entry and exit. */
  CLONE("clone"),
  /** Changes the map: tagged from entry to exit. */
  WRITE("write"),
  /** Changes the map only sometimes: a read until its first change, then a write. */
  CONDITIONAL("conditional write"),
  /** A write unless the map is empty. */
  CLEAR("write, if not empty"),
  /** A write unless there is nothing to put. */
  PUT_ALL("write, if there is anything to put"),
  /** A write from where it finds something stale. */
  EXPUNGE("write, if it removes something"),
  /** Takes the map's lock by itself, and changes the map only there: tagged for that long. */
  LOCKED("write, under its own lock"),
  /** Reaches the map through other methods of the table only. */
  DELEGATES("through other methods"),
  /** Not looked at: most of these touch a single field, or make a view. */
  UNWATCHED("not watched");

  private final String label;

  Meaning(String label) {
    this.label = label;
  }

  /** The words used in the semantics table of the docs. */
  public String label() {
    return label;
  }

  boolean isHooked() {
    return this != DELEGATES && this != UNWATCHED;
  }

  /** Whether its exit is not looked at. */
  boolean isAtEntry() {
    return this == GLANCE || this == STEP;
  }

  boolean needsHandler() {
    return this == CONDITIONAL || isWrite();
  }

  /** Whether it is tagged as a write from where it begins to change something. */
  boolean isWrite() {
    return this == WRITE || this == CLEAR || this == LOCKED || beginsLater();
  }

  /** Whether that place is inside the method. */
  boolean beginsLater() {
    return this == PUT_ALL || this == EXPUNGE;
  }
}
