package io.badmap;

/** How the stack of a side was got. */
public enum Sighting {
  /** Taken while the thread stood inside the map operation. */
  IN_FLIGHT("in flight"),
  /** Taken right after the thread left the map operation. */
  JUST_AFTER("just after"),
  /** Taken at an earlier conflict on the same map: a lead, and no proof. */
  EARLIER("earlier"),
  /** Not got: the thread could not be told any more. */
  UNKNOWN("unknown");

  private final String label;

  Sighting(String label) {
    this.label = label;
  }

  /** The words used in a report. */
  public String label() {
    return label;
  }
}
