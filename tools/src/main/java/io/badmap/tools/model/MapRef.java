package io.badmap.tools.model;

/**
 * Which map.
 *
 * @param jvm its place in {@link Report#jvms}
 * @param id as the events have it, unique in its JVM
 * @param className of the map
 * @param name the field that holds it; empty where not known
 */
public record MapRef(int jvm, long id, String className, String name) {
  /** {@code "OrderService.userCache" (HashMap 17)}. */
  public String shown() {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    String which = (simple.isEmpty() ? "map" : simple) + " " + id;
    return name.isEmpty() ? which : '"' + name + "\" (" + which + ")";
  }
}
