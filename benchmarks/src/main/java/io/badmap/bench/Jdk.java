package io.badmap.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * An installed JDK.
 *
 * @param home its folder, with all links resolved
 * @param version what its {@code release} file says, such as 17.0.15
 */
record Jdk(Path home, String version) {
  private static final int OLDEST = 17;

  /** The number before the first dot. */
  int feature() {
    return Integer.parseInt(version.split("[^0-9]", 2)[0]);
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  /**
   * The JDKs of 17 and later on this machine, oldest first: the one in use, JAVA_HOME, and those in
   * the folders beside these two.
   */
  static List<Jdk> find() throws IOException {
    List<Path> known = new ArrayList<>();
    known.add(Path.of(System.getProperty("java.home")));
    String javaHome = System.getenv("JAVA_HOME");
    if (javaHome != null && !javaHome.isBlank()) {
      known.add(Path.of(javaHome));
    }
    Map<Path, Jdk> found = new LinkedHashMap<>();
    for (Path home : known) {
      add(home, found);
      Path folder = home.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        continue;
      }
      try (DirectoryStream<Path> beside = Files.newDirectoryStream(folder)) {
        for (Path candidate : beside) {
          add(candidate, found);
        }
      }
    }
    List<Jdk> jdks = new ArrayList<>(found.values());
    jdks.sort(Comparator.comparingInt(Jdk::feature).thenComparing(jdk -> jdk.home().toString()));
    return jdks;
  }

  /**
   * The JDK at {@code home}, of whatever version.
   *
   * @throws UsageException if there is none
   */
  static Jdk at(Path home) throws IOException {
    Jdk jdk = read(home);
    if (jdk == null) {
      throw new UsageException("no JDK at " + home);
    }
    return jdk;
  }

  private static void add(Path home, Map<Path, Jdk> found) throws IOException {
    Jdk jdk = read(home);
    if (jdk != null && jdk.feature() >= OLDEST) {
      found.putIfAbsent(jdk.home(), jdk);
    }
  }

  private static @Nullable Jdk read(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
      return null;
    }
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(release)) {
      properties.load(in);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (version.isEmpty() || !Character.isDigit(version.charAt(0))) {
      return null;
    }
    return new Jdk(home.toRealPath(), version);
  }
}
