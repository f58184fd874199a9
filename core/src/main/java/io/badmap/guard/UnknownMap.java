package io.badmap.guard;

/** Stands in an {@link Encounter} for a map of which only the class is known. */
public final class UnknownMap {
  /** Binary name of the class whose code was seen. */
  public final String className;

  public UnknownMap(String className) {
    this.className = className;
  }
}
