package io.badmap.hunt;

/**
 * A line of the application that uses a map in one way; the same in every run of one program.
 * Immutable; a plain class, since a record would bring invokedynamic.
 */
public final class Place {
  public final String className;
  public final String method;

  /** As {@link StackTraceElement#getLineNumber()} gives it. */
  public final int line;

  /** The row of the semantics table; {@link Hunt#CHANGE} where a conditional write changes. */
  public final int row;

  public Place(String className, String method, int line, int row) {
    this.className = className;
    this.method = method;
    this.line = line;
    this.row = row;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place place
        && line == place.line
        && row == place.row
        && method.equals(place.method)
        && className.equals(place.className);
  }

  /** Without the row, whose number may differ between releases. */
  @Override
  public int hashCode() {
    return (className.hashCode() * 31 + method.hashCode()) * 31 + line;
  }
}
