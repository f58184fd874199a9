package io.badmap.it.libraries;

/**
 * A documented defect of a released library.
 *
 * @param name for test names and folders
 * @param issue where the defect is described
 * @param buggy {@code group:artifact:version} of a release that has it; after a blank, what it
 *     counts on
 * @param fixed the same of a release that has not
 * @param driver the simple name of the driver, a class of this package in {@code src/libraries}
 * @param libraryClass the class of the library that both stacks go through
 * @param kind what meets in the map
 */
public record LibraryCase(
    String name,
    String issue,
    String buggy,
    String fixed,
    String driver,
    String libraryClass,
    String kind) {
  @Override
  public String toString() {
    return name;
  }
}
