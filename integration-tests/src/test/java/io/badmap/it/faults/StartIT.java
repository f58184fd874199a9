package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.faults.app.Collision;
import io.badmap.it.faults.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to start with the agent, and what may be odd about the jar, its place or the JVM. */
class StartIT {
  private static final String SECOND =
      "badmap: already installed in this JVM, the second agent is ignored";

  @TempDir Path folder;

  static Stream<Arguments> flagsOnEachJdk() {
    List<Arguments> cases = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      cases.add(Arguments.of("-Xshare:on", jdk));
      cases.add(Arguments.of("-XX:+UnlockDiagnosticVMOptions -XX:+BytecodeVerificationLocal", jdk));
      if (jdk.version().feature() < 24) {
        cases.add(Arguments.of("-Xverify:all", jdk));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aProgramWithoutMisuseSeesAnythingOfTheAgent(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(Hello.class);
    assertThat(run.stdout()).as(run.told()).isEqualTo("hello, world" + System.lineSeparator());
    assertThat(run.stderr()).as(run.told()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  /** The rows for a shell and for a container image. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theEnvironmentThatTheReadmeNamesStartsNoAgent(Jdk jdk) throws IOException {
    Pattern row = Pattern.compile("JAVA_TOOL_OPTIONS=([^`]+)`");
    List<String> values =
        row.matcher(Files.readString(Project.file("../README.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(values).hasSize(2);
    for (String value : values) {
      String here = value.replace("/opt/badmap.jar", Project.badmapJar().toString());
      JvmRun run = Jvm.plain(jdk).withEnvironment("JAVA_TOOL_OPTIONS", here).run(Collision.class);
      assertThat(run.stderr())
          .as(run.told())
          .contains("Picked up JAVA_TOOL_OPTIONS: " + here)
          .contains("fatal error: concurrent map writes");
    }
  }

  /** Each of these costs a start more than weaving HashMap does; what comes late may. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aStartLinksAMethodOfARecordOrLoadsALibrary(Jdk jdk) throws IOException {
    Path log = folder.resolve("loaded.log");
    JvmRun run = Jvm.guarded(jdk, "").with("-Xlog:class+load:file=" + log).run(Hello.class);
    List<String> before =
        Files.readAllLines(log).stream()
            .takeWhile(line -> !line.contains(" io.badmap.agent.Agent "))
            .toList();
    assertThat(before)
        .as(run.told())
        .anyMatch(line -> line.contains(" io.badmap.agent.weave.Weaver "))
        .noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "))
        .noneMatch(line -> line.contains(" org.objectweb.asm."))
        .noneMatch(line -> line.contains(" net.bytebuddy."));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("flagsOnEachJdk")
  void aFlagOfTheJvmKeepsTheAgentFromWorking(String flags, Jdk jdk) {
    String[] words = flags.split(" ");
    JvmRun plain = Jvm.plain(jdk).with(words).run(Collision.class);
    JvmRun run = Jvm.guarded(jdk, "action=log").with(words).run(Collision.class);
    assertOneReport(Harm.ownLines(plain, run), run);
  }

  /** The last JDK with a security manager that can be switched on is 23. */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithASecurityManager")
  void aSecurityManagerKeepsTheAgentFromReporting(Jdk jdk) throws IOException {
    Path policy = folder.resolve("policy");
    Files.writeString(
        policy, "grant { permission java.lang.RuntimePermission \"shutdownHooks\"; };");
    String[] secured = {"-Djava.security.manager", "-Djava.security.policy==" + policy};
    JvmRun plain = Jvm.plain(jdk).with(secured).run(Collision.class);
    JvmRun run = Jvm.guarded(jdk, "action=log").with(secured).run(Collision.class);
    assertOneReport(Harm.ownLines(plain, run), run);
  }

  static Stream<Jdk> jdksWithASecurityManager() {
    return Jdks.all().stream().filter(jdk -> jdk.version().feature() < 24);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theSameAgentGivenTwiceIsInstalledTwice(Jdk jdk) {
    Jvm twice = Jvm.guarded(jdk, "").withAgent(Project.badmapJar(), "");
    Harm.oneLine(Jvm.plain(jdk), twice, SECOND, "", Hello.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void twoCopiesOfTheAgentAreInstalledTwice(Jdk jdk) throws IOException {
    Path copy = Files.copy(Project.badmapJar(), folder.resolve("x.jar"));
    Jvm after = Jvm.guarded(jdk, "").withAgent(copy, "");
    Harm.oneLine(Jvm.plain(jdk), after, SECOND, "", Hello.class);
    Jvm before = Jvm.plain(jdk).withAgent(copy, "").withAgent(Project.badmapJar(), "");
    Harm.oneLine(Jvm.plain(jdk), before, SECOND, "", Hello.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aRenamedJarDoesNotWorkOrIsHeard(Jdk jdk) throws IOException {
    Path renamed = Files.copy(Project.badmapJar(), folder.resolve("x.jar"));
    assertWorksFrom(renamed, jdk);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFolderWithAnOddNameKeepsTheAgentFromWorking(Jdk jdk) throws IOException {
    for (String name : List.of("a b+c", "100% äöü!", "x!", "%41", "#1;2")) {
      Path odd = Files.createDirectories(folder.resolve(name));
      assertWorksFrom(Files.copy(Project.badmapJar(), odd.resolve("badmap.jar")), jdk);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFolderThatCannotBeWrittenKeepsTheAgentFromWorking(Jdk jdk) throws IOException {
    Path locked = Files.createDirectories(folder.resolve("locked"));
    Path jar = Files.copy(Project.badmapJar(), locked.resolve("badmap.jar"));
    jar.toFile().setReadOnly();
    locked.toFile().setWritable(false);
    try {
      assertWorksFrom(jar, jdk);
      assertThat(contents(locked)).containsExactly(jar);
    } finally {
      locked.toFile().setWritable(true);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theAgentLeavesFilesInTheWorkingOrTemporaryFolder(Jdk jdk) throws IOException {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Jvm jvm = Jvm.guarded(jdk, "").in(work).with("-Djava.io.tmpdir=" + temporary);
    assertThat(jvm.run(Collision.class).exitCode()).isZero();
    assertThat(contents(work)).isEmpty();
    assertThat(contents(temporary)).isEmpty();
  }

  private static Set<Path> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.toList());
    }
  }

  /** Works, and says nothing but its report. */
  private static void assertWorksFrom(Path jar, Jdk jdk) {
    JvmRun plain = Jvm.plain(jdk).run(Collision.class);
    JvmRun run = Jvm.plain(jdk).withAgent(jar, "action=log").run(Collision.class);
    assertOneReport(Harm.ownLines(plain, run), run);
  }

  private static void assertOneReport(List<String> lines, JvmRun run) {
    assertThat(lines).as(run.told()).isNotEmpty();
    assertThat(lines.get(0)).as(run.told()).isEqualTo("fatal error: concurrent map writes");
    assertThat(lines)
        .as(run.told())
        .filteredOn(line -> !line.startsWith("    ") && !line.startsWith("badmap: report 1 ("))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("fatal error: "),
            line -> assertThat(line).startsWith("map "),
            line -> assertThat(line).startsWith("side 1: "),
            line -> assertThat(line).startsWith("side 2: "),
            line -> assertThat(line).startsWith("hint: "));
  }
}
