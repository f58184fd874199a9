package io.badmap.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the JDKs to test on: the one in use, the one of {@code JAVA_HOME}, and what is installed
 * beside them.
 */
public final class Jdks {
  /** The oldest JDK that badmap supports. */
  private static final int OLDEST = 17;

  private Jdks() {}

  /**
   * Every JDK found, oldest first, each once however many links lead to it.
   *
   * @throws UncheckedIOException if a folder or a release file cannot be read
   */
  public static List<Jdk> all() {
    try {
      Set<Path> homes = new LinkedHashSet<>();
      for (Path known : known()) {
        addIfJdk(homes, known);
        addSiblings(homes, known);
        addSiblings(homes, known.toRealPath());
      }
      List<Jdk> jdks = new ArrayList<>();
      for (Path home : homes) {
        version(home)
            .filter(version -> version.feature() >= OLDEST)
            .ifPresent(version -> jdks.add(new Jdk(version, home)));
      }
      jdks.sort(Comparator.comparing(Jdk::version));
      return List.copyOf(jdks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> known() {
    List<Path> known = new ArrayList<>();
    known.add(Path.of(System.getProperty("java.home")));
    String javaHome = System.getenv("JAVA_HOME");
    if (javaHome != null && Files.isDirectory(Path.of(javaHome))) {
      known.add(Path.of(javaHome));
    }
    return known;
  }

  private static void addSiblings(Set<Path> homes, Path home) throws IOException {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null) {
      return;
    }
    try (Stream<Path> siblings = Files.list(parent)) {
      for (Path sibling : (Iterable<Path>) siblings.sorted()::iterator) {
        addIfJdk(homes, sibling);
      }
    }
  }

  private static void addIfJdk(Set<Path> homes, Path home) throws IOException {
    if (Files.isExecutable(home.resolve("bin").resolve("java"))
        && Files.isRegularFile(home.resolve("release"))) {
      homes.add(home.toRealPath());
    }
  }

  private static Optional<Runtime.Version> version(Path home) throws IOException {
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    // Java 8 calls itself 1.8.0_412, which Runtime.Version does not parse.
    return version.isEmpty() || version.startsWith("1.")
        ? Optional.empty()
        : Optional.of(Runtime.Version.parse(version));
  }
}
