package io.badmap.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Class paths of released artifacts with what they depend on at run time, several releases of one
 * artifact side by side. Maven itself resolves them, with the settings and the local repository of
 * the build; the result is kept in {@code target/artifacts}.
 *
 * <p>Not for use by several threads.
 */
public final class Artifacts {
  private static final Path FOLDER = Project.target("artifacts");
  private static final String CLASS_PATH_FILE = "classpath.txt";

  private Artifacts() {}

  /**
   * Resolves several artifacts in one run of Maven, which is quicker than one by one.
   *
   * @param coordinates each {@code group:artifact:version}, or several with blanks between them
   *     where an artifact counts on others to be there
   * @throws IllegalStateException if Maven fails, with its output
   */
  public static void resolve(Collection<String> coordinates) {
    List<String> missing =
        coordinates.stream().distinct().filter(artifact -> !isResolved(artifact)).toList();
    if (missing.isEmpty()) {
      return;
    }
    try {
      writeReactor(missing);
      Path log = FOLDER.resolve("maven.log");
      if (runMaven(log, "--offline") != 0 && runMaven(log) != 0) {
        throw new IllegalStateException(
            "Maven cannot resolve " + missing + ":\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The jars of one artifact and of its dependencies.
   *
   * @param coordinates {@code group:artifact:version}, or several with blanks between them
   * @throws IllegalStateException if Maven fails, with its output
   */
  public static List<Path> classPath(String coordinates) {
    resolve(List.of(coordinates));
    return read(coordinates);
  }

  private static boolean isResolved(String coordinates) {
    return Files.isRegularFile(folder(coordinates).resolve(CLASS_PATH_FILE))
        && read(coordinates).stream().allMatch(Files::isRegularFile);
  }

  private static List<Path> read(String coordinates) {
    try {
      String classPath = Files.readString(folder(coordinates).resolve(CLASS_PATH_FILE)).strip();
      return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
          .splitAsStream(classPath)
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String coordinates) {
    return FOLDER.resolve(fileName(coordinates));
  }

  /** One project for each artifact, since one project could hold one version only. */
  private static void writeReactor(List<String> coordinates) throws IOException {
    StringBuilder modules = new StringBuilder();
    for (String artifact : coordinates) {
      Path folder = folder(artifact);
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("pom.xml"), project(artifact));
      modules.append("    <module>").append(folder.getFileName()).append("</module>\n");
    }
    Files.writeString(
        FOLDER.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>io.badmap.artifacts</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>
        %s  </modules>
        </project>
        """
            .formatted(modules));
  }

  /** The coordinates as the name of a file or project. */
  public static String fileName(String coordinates) {
    return coordinates.replace(':', '_').replace(' ', '+');
  }

  private static String project(String coordinates) {
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>io.badmap.artifacts</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <dependencies>
        %s  </dependencies>
        </project>
        """
        .formatted(
            fileName(coordinates).replace('+', '_'),
            Stream.of(coordinates.split(" ", -1))
                .map(Artifacts::dependency)
                .collect(Collectors.joining()));
  }

  private static String dependency(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not group:artifact:version: " + coordinates);
    }
    return """
            <dependency>
              <groupId>%s</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
            </dependency>
        """
        .formatted((Object[]) parts);
  }

  private static int runMaven(Path log, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(Project.property("maven.home"), "bin", launcher()).toString());
    command.addAll(List.of("-q", "-B", "-f", FOLDER.resolve("pom.xml").toString()));
    command.addAll(List.of(options));
    command.add("-Dmaven.repo.local=" + Project.property("artifacts.localRepository"));
    command.add("-Dmdep.includeScope=runtime");
    command.add("-Dmdep.outputFile=" + CLASS_PATH_FILE);
    command.add(
        "org.apache.maven.plugins:maven-dependency-plugin:"
            + Project.property("artifacts.dependencyPlugin")
            + ":build-classpath");
    ProcessBuilder maven = new ProcessBuilder(command).redirectErrorStream(true);
    maven.redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      return maven.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Maven ran", e);
    }
  }

  private static String launcher() {
    return System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
  }
}
