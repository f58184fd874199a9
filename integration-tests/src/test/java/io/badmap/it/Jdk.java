package io.badmap.it;

import java.nio.file.Path;

/**
 * An installed JDK or run-time image.
 *
 * @param version as its {@code release} file says
 * @param home the folder that holds {@code bin} and {@code release}
 */
public record Jdk(Runtime.Version version, Path home) {
  /** The launcher. */
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  /** The version alone, for test names and file names. */
  @Override
  public String toString() {
    return "jdk-" + version.feature() + "." + version.interim() + "." + version.update();
  }
}
