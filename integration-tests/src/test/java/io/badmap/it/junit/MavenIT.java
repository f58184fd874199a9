package io.badmap.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Project;
import io.badmap.junit.WatchMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A real Maven runs the tests of {@code src/maven/shop}, which use Spring and Mockito and know
 * nothing of badmap, under one property.
 */
class MavenIT {
  private static final String NEWEST_SUREFIRE = Project.property("surefire.version");

  @TempDir Path folder;

  private record Run(int exitCode, String output) {}

  static Stream<Arguments> ways() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, NEWEST_SUREFIRE, Harness.USUAL, "1"),
                    Arguments.of(jdk, NEWEST_SUREFIRE, "6.1.3", "0"),
                    Arguments.of(jdk, "3.2.5", "5.10.2", "1")));
  }

  @ParameterizedTest(name = "{0}, Surefire {1}, JUnit {2}, forkCount {3}")
  @MethodSource("ways")
  void aBuildThatIsWatchedPassesOrFailsOtherwise(
      Jdk jdk, String surefire, String junit, String forks) throws Exception {
    copyProject();
    Run run = maven(jdk, surefire, junit, forks);
    assertThat(run.exitCode()).as(run.output()).isNotZero();
    assertThat(run.output())
        .contains(
            "MockitoTest.races", "SpringTest.races", "in this test", "Tests run: 4, Failures: 2")
        .doesNotContain("orrupted c");
    assertThat(Harness.report(folder, "report.txt"))
        .contains(" in 4 tests", "in MockitoTest.races\n", "in SpringTest.races\n");
    assertThat(Harness.report(folder, "pairs.txt"))
        .contains("concurrent map writes | java.util.HashMap | shop.Stock.add | shop.Stock.add\n");
  }

  private void copyProject() throws IOException {
    Path source = Project.file("src/maven/shop");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = folder.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** What the local repository has is not looked for elsewhere. */
  private Run maven(Jdk jdk, String surefire, String junit, String forks) throws Exception {
    List<String> options =
        List.of(
            "-Dsurefire.version=" + surefire,
            "-Djunit.version=" + junit,
            "-Dbytebuddy.version=" + Project.property("bytebuddy.version"),
            "-DforkCount=" + forks,
            "-Dbadmap.jar=" + Project.badmapJar(),
            "-Dbadmap.junit.jar=" + Harness.jarOf(WatchMaps.class),
            "-Dbadmap.watch=true");
    Run offline = maven(jdk, options, "--offline");
    return offline.output().contains("offline mode") ? maven(jdk, options, "-ntp") : offline;
  }

  private Run maven(Jdk jdk, List<String> options, String way) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(Project.property("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", way, "test"));
    command.add("-Dmaven.repo.local=" + Project.property("artifacts.localRepository"));
    command.addAll(options);
    Path log = folder.resolve("maven.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk.home().toString());
    int exitCode = builder.start().waitFor();
    return new Run(exitCode, Files.readString(log));
  }
}
