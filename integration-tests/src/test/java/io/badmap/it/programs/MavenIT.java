package io.badmap.it.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Maven, as it builds a project of several modules with two threads. */
class MavenIT {
  private static final int LIMIT_MINUTES = 10;

  /** Threads of the build get and put in a static WeakHashMap here, as docs/real-code.md tells. */
  private static final String DEFECT =
      "org.codehaus.plexus.util.introspection.ReflectionValueExtractor";

  @TempDir Path folder;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  /**
   * A build that ended.
   *
   * @param log what Maven said
   * @param jars the checksums of the jars it made, by module
   */
  private record Build(int exitCode, String log, Map<String, Long> jars) {}

  @ParameterizedTest
  @MethodSource("jdks")
  void aBuildWithThreadsIsReportedOrMakesOtherJars(Jdk jdk) throws Exception {
    Build plain = build(jdk, "plain", "");
    assertThat(plain.exitCode()).as(plain.log()).isZero();
    assertThat(plain.jars()).hasSizeGreaterThan(1);

    String options = "=action=log,summary=true,suppress=" + knownDefect();
    Build guarded = build(jdk, "guarded", "-javaagent:" + Project.badmapJar() + options);
    assertThat(guarded.log())
        .doesNotContain("fatal error")
        .containsPattern("badmap: watched [1-9]\\d* classes, .* 0 reported");
    assertThat(guarded.exitCode()).as(guarded.log()).isZero();
    assertThat(guarded.jars()).isEqualTo(plain.jars());
  }

  /** A suppression file with the one defect of Maven's own that its builds are known to have. */
  private Path knownDefect() throws IOException {
    String line = "%s until=%s reason=apache/maven#12731, mended in Maven 4 only\n";
    Path file = folder.resolve("suppress.txt");
    return Files.writeString(file, line.formatted(DEFECT, LocalDate.now().plusDays(7)));
  }

  private Build build(Jdk jdk, String name, String options) throws Exception {
    Path project = folder.resolve(name);
    MavenProject.write(project);
    List<String> command = new ArrayList<>();
    command.add(Path.of(Project.property("maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-T2", "-f", project.resolve("pom.xml").toString()));
    command.add("-Dmaven.repo.local=" + Project.property("artifacts.localRepository"));
    command.add("-Dmaven.test.skip=true");
    command.add("package");
    Path log = folder.resolve(name + ".log");
    ProcessBuilder maven =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    maven.environment().put("JAVA_HOME", jdk.home().toString());
    maven.environment().put("MAVEN_OPTS", options);
    maven.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = maven.start();
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
    }
    return new Build(process.exitValue(), Files.readString(log), jars(project));
  }

  private static Map<String, Long> jars(Path project) throws IOException {
    Map<String, Long> jars = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".jar"))::iterator) {
        CRC32 crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        jars.put(project.relativize(file).toString(), crc.getValue());
      }
    }
    return jars;
  }
}
