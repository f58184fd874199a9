package io.badmap.it.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.badmap.it.Jdk;
import io.badmap.it.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hamcrest.core.IsEqual;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Gradle, as Debian has it, with the line of the README in its build. */
class GradleIT {
  private static final int LIMIT_MINUTES = 5;

  /** Gradle 4.4.1 sets a security manager in the JVM of its tests, which Java 18 refuses. */
  private static final int NEWEST = 17;

  private static final Pattern LINE =
      Pattern.compile("^\\| Gradle \\| `([^`]*)/opt/badmap.jar([^`]*)` \\|$", Pattern.MULTILINE);

  private static final String RACE =
      """
      import java.util.HashMap;
      import java.util.Map;
      import org.junit.Test;

      public class RaceTest {
        private final Map<Integer, Integer> shared = new HashMap<>();
        private final long start = System.nanoTime();

        @Test
        public void writesFromOneThread() throws InterruptedException {
          Thread other = new Thread(this::fill, "other");
          other.start();
          fill();
          other.join();
        }

        private void fill() {
          while (System.nanoTime() - start < 20_000_000_000L) {
            shared.put(1, 1);
          }
        }
      }
      """;

  @TempDir Path project;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theLineOfTheReadmeDoesNotReachTheJvmOfTheTests(Jdk jdk) throws Exception {
    assumeTrue(jdk.version().feature() <= NEWEST, "Gradle 4.4.1 runs no tests on " + jdk);
    assumeTrue(isGradleHere(), "no Gradle here: apt-get install gradle");
    Path test = Files.createDirectories(project.resolve("src/test/java"));
    Files.writeString(test.resolve("RaceTest.java"), RACE);
    Files.writeString(project.resolve("build.gradle"), build());

    Path log = project.resolve("gradle.log");
    ProcessBuilder gradle =
        new ProcessBuilder("gradle", "--offline", "--no-daemon", "--info", "test")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    gradle.environment().put("JAVA_HOME", jdk.home().toString());
    gradle.environment().put("GRADLE_USER_HOME", project.resolve("home").toString());
    gradle.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = gradle.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(log))
        .contains("fatal error: concurrent map writes")
        .containsPattern("side 1: put, .*\\R +at RaceTest\\.fill\\(RaceTest\\.java:\\d+\\)")
        .containsPattern("side 2: put, .*\\R +at RaceTest\\.fill\\(RaceTest\\.java:\\d+\\)");
  }

  private static String build() throws IOException {
    Matcher line = LINE.matcher(Files.readString(Project.file("../README.md")));
    assertThat(line.find()).as("a line for Gradle in the README").isTrue();
    String jars =
        Stream.of(org.junit.Test.class, IsEqual.class)
            .map(GradleIT::jar)
            .map(jar -> "'" + jar + "'")
            .collect(Collectors.joining(", "));
    return String.join(
        "\n",
        List.of(
            "apply plugin: 'java'",
            "dependencies { testCompile files(" + jars + ") }",
            line.group(1) + Project.badmapJar() + line.group(2),
            ""));
  }

  private static File jar(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private static boolean isGradleHere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gradle")));
  }
}
