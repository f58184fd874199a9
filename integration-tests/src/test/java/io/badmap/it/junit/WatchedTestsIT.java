package io.badmap.it.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of tests that are watched, in JVMs that the agent is attached to. */
class WatchedTestsIT {
  private static final String PARALLEL = "-Djunit.jupiter.execution.parallel.enabled=true";
  private static final String TWO_AT_LEAST =
      "-Djunit.jupiter.execution.parallel.config.strategy=fixed";
  private static final String FOUR =
      "-Djunit.jupiter.execution.parallel.config.fixed.parallelism=4";

  private static final Predicate<String> FAILED = line -> line.startsWith("failed");

  @TempDir Path folder;

  static Stream<Arguments> versions() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("5.8.2", "5.10.5", "5.13.4", Harness.USUAL, "6.1.3")
                    .map(junit -> Arguments.of(jdk, junit)));
  }

  @ParameterizedTest(name = "{0}, JUnit {1}")
  @MethodSource("versions")
  void anAnnotatedTestPassesThatMisusesAMapOrFailsThatDoesNot(Jdk jdk, String junit) {
    JvmRun run = Harness.run(Harness.with(jdk, junit, folder), "Watched");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly(
            "failed another()",
            "failed notMet()",
            "failed swallowed()",
            "failed swallowedAgain()",
            "passed clean()",
            "passed expected()",
            "passed suppressed()",
            "passed taken(MisuseRecorder)",
            "passed thrown()");
    assertThat(run.stdout())
        .contains("side 1: put", "expected and not met: a misuse of a map")
        // The other side may have left the map by the time that it is looked at.
        .containsPattern("side 2: (put|write), ")
        .doesNotContain("the run failed");
    assertThat(Harness.report(folder, "report.txt"))
        .containsPattern("^[1-9] misuses? of a map in 9 tests; ")
        .contains("in Watched.swallowed\n", "in Watched.swallowedAgain\n", "expected: ");
  }

  @ParameterizedTest(name = "{0}, JUnit {1}")
  @MethodSource("versions")
  void onePropertyDoesNotWatchEveryTest(Jdk jdk, String junit) {
    Jvm jvm = Harness.with(jdk, junit, folder).with("-Dbadmap.watch=true");
    JvmRun run = Harness.run(jvm, "Unwatched");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly(
            "failed dynamic()[1]", "failed races()", "passed dynamic()[2]", "passed rests()");
    assertThat(Harness.report(folder, "report.json")).contains("\"outcome\":\"failed\"");
    assertThat(Harness.report(folder, "report.html"))
        .startsWith("<!DOCTYPE html>")
        .contains("concurrent map writes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aTestWithoutAnnotationIsWatchedUnasked(Jdk jdk) {
    JvmRun run = Harness.run(Harness.with(jdk, Harness.USUAL, folder), "Unwatched");
    assertThat(Harness.verdicts(run)).as(run.told()).hasSize(4).noneMatch(FAILED);
    assertThat(run.stdout()).doesNotContain("the run failed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aKnownPairFailsTheBuild(Jdk jdk) throws Exception {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with("-Dbadmap.watch=true");
    Harness.run(jvm, "Unwatched");
    Files.writeString(folder.resolve("known.txt"), Harness.report(folder, "pairs.txt"));

    JvmRun run = Harness.run(jvm.with("-Dbadmap.baseline=known.txt"), "Unwatched");
    assertThat(Harness.verdicts(run)).as(run.told()).hasSize(4).noneMatch(FAILED);
    assertThat(run.stdout()).doesNotContain("the run failed");
    assertThat(Harness.report(folder, "report.txt")).contains("known: concurrent map writes | ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theWrongOneOfTwoTestsAtATimeIsCharged(Jdk jdk) {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with(PARALLEL, TWO_AT_LEAST, FOUR);
    JvmRun run = Harness.run(jvm, "Parallel");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly("failed races()", "passed innocent()");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatNoTestCanBeChargedWithIsLost(Jdk jdk) {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with(PARALLEL, TWO_AT_LEAST, FOUR);
    JvmRun run = Harness.run(jvm, "ParallelPool");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly(
            "failed io.badmap.it.junit.samples.ParallelPool",
            "passed innocent()",
            "passed races()");
    assertThat(run.stdout()).contains("note: no test can be charged; running: ParallelPool.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatAClassDoesBeforeItsTestsIsLost(Jdk jdk) {
    JvmRun run = Harness.run(Harness.with(jdk, Harness.USUAL, folder), "InBeforeAll");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly("failed io.badmap.it.junit.samples.InBeforeAll", "passed rests()");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theReportIsMissingWhereATestEndsTheJvm(Jdk jdk) {
    JvmRun run = Harness.run(Harness.with(jdk, Harness.USUAL, folder), "Exits");
    assertThat(run.exitCode()).as(run.told()).isEqualTo(3);
    assertThat(Harness.report(folder, "report.txt"))
        .startsWith("1 misuse of a map in 1 test\nnot ended when this was written: Exits.exits\n")
        .contains("open: concurrent map writes | java.util.HashMap | ", "in Exits.exits\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void threadsThatOutliveTheirTestAreForgottenOrKeepTheJvm(Jdk jdk) {
    JvmRun run = Harness.run(Harness.with(jdk, Harness.USUAL, folder), "Leaks");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly(
            "failed io.badmap.it.junit.samples.Leaks", "passed leaks()", "passed rests()");
    assertThat(run.stdout()).contains("met after the test had ended, by threads that it left");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aTestThatDeadlocksByItselfEndsOtherwiseThanWithoutUs(Jdk jdk) {
    for (String mode : List.of("watch=false", "watch=true", "hunt=true")) {
      Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with("-Dbadmap." + mode);
      JvmRun run = Harness.run(jvm, "Deadlocks");
      assertThat(Harness.verdicts(run))
          .as(run.told())
          .containsExactly("failed deadlocks()", "passed rests()");
      assertThat(run.stdout())
          .as(run.told())
          .contains("deadlocks() timed out after 2 seconds")
          .doesNotContain("concurrent map", "the run failed");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aCheckThenActIsChargedToNoTest(Jdk jdk) {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with("-Dbadmap.options=atomicity=on");
    JvmRun run = Harness.run(jvm, "ActsOnOldNews");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly("failed acts()", "passed rests()");
    assertThat(run.stdout()).contains("ActsOnOldNews.acts(").doesNotContain("note: ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentThatIsThereAlreadyIsInTheWay(Jdk jdk) {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).withAgent(Project.badmapJar(), "");
    JvmRun run = Harness.run(jvm.with("-XX:+DisableAttachMechanism"), "Watched");
    assertThat(Harness.verdicts(run)).as(run.told()).hasSize(9).contains("passed expected()");
    assertThat(run.stderr()).contains("fatal error: concurrent map writes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aJvmThatForbidsAttachingIsNotToldOf(Jdk jdk) {
    Jvm jvm = Harness.with(jdk, Harness.USUAL, folder).with("-XX:+DisableAttachMechanism");
    JvmRun run = Harness.run(jvm, "Watched");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly("failed io.badmap.it.junit.samples.Watched");
    assertThat(run.stdout())
        .contains(
            "badmap cannot watch this JVM: -XX:+DisableAttachMechanism keeps the agent from being"
                + " attached",
            "<argLine>-javaagent:" + Project.badmapJar() + "</argLine>",
            "tasks.withType(Test).configureEach { jvmArgs(\"-javaagent:"
                + Project.badmapJar()
                + "\") }");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aMissingAgentIsNotToldOf(Jdk jdk) {
    Jvm jvm = Harness.withoutAgent(jdk, Harness.USUAL, folder);
    JvmRun run = Harness.run(jvm, "Watched");
    assertThat(Harness.verdicts(run))
        .as(run.told())
        .containsExactly("failed io.badmap.it.junit.samples.Watched");
    assertThat(run.stdout())
        .contains("no badmap agent on the class path of the tests: add io.badmap:badmap-agent");
    assertThat(Harness.run(jvm, "Unwatched").stdout()).doesNotContain("badmap");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aBuildIsNotWatchedAndNobodySaysSo(Jdk jdk) {
    Jvm jvm = Harness.withoutAgent(jdk, Harness.USUAL, folder).with("-Dbadmap.watch=true");
    JvmRun run = Harness.run(jvm, "Unwatched");
    assertThat(run.stdout())
        .as(run.told())
        .contains("the run failed: badmap cannot watch this JVM");
    JvmRun misspelt = Harness.run(jvm.with("-Dbadmap.watch=ture"), "Unwatched");
    assertThat(misspelt.stdout())
        .contains("the run failed: -Dbadmap.watch=ture: one of true, annotated, false");
  }
}
