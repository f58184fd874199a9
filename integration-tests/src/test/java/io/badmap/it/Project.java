package io.badmap.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this module and the jar under test lie. */
public final class Project {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Project() {}

  /** A file or folder below this module. */
  public static Path file(String path) {
    return BASE.resolve(path);
  }

  /** A file or folder below {@code target}. */
  public static Path target(String path) {
    return BASE.resolve("target").resolve(path);
  }

  /**
   * The jar under test.
   *
   * @throws IllegalStateException if it was not built
   */
  public static Path badmapJar() {
    Path jar = Path.of(property("badmap.jar"));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("no " + jar + ": build the agent module first");
    }
    return jar;
  }

  /**
   * A system property that the build sets.
   *
   * @throws IllegalStateException if it is not set
   */
  public static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("-D" + name + " is not set: run these tests through Maven");
    }
    return value;
  }
}
