package io.badmap.tools.trace;

/** The four events of operations, in the words of Go's runtime where it has one. */
public enum Kind {
  ASSIGN("io.badmap.MapAssign", "mapassign", true),
  ACCESS("io.badmap.MapAccess", "mapaccess1", false),
  DELETE("io.badmap.MapDelete", "mapdelete", true),
  ITERATE("io.badmap.MapIterate", "mapiternext", false);

  private final String event;
  private final String goName;
  private final boolean writes;

  Kind(String event, String goName, boolean writes) {
    this.event = event;
    this.goName = goName;
    this.writes = writes;
  }

  /** The name of the event. */
  public String event() {
    return event;
  }

  /** What Go's traces call it. */
  public String goName() {
    return goName;
  }

  /** Whether it is meant to change the map. */
  public boolean writes() {
    return writes;
  }
}
