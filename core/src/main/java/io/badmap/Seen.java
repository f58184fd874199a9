package io.badmap;

/** What a lookup told its thread. */
public enum Seen {
  /** That the key has no value. */
  ABSENT("no value"),
  /** The value of the key. */
  VALUE("a value"),
  /** That the key has some value. */
  PRESENT("that there is a value");

  private final String label;

  Seen(String label) {
    this.label = label;
  }

  /** The words used in a report. */
  public String label() {
    return label;
  }
}
