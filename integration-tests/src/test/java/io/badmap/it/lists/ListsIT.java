package io.badmap.it.lists;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws, for lists and queues. */
class ListsIT {
  private static final String WATCH = "watch=maps,lists,queues";
  private static final List<String> MODES = List.of("-Xint", "-XX:TieredStopAtLevel=1", "-server");
  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  static Stream<Arguments> jdksAndModes() {
    return Jdks.all().stream().flatMap(jdk -> MODES.stream().map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("jdksAndModes")
  void correctUseIsReportedOrComesToSomethingElse(Jdk jdk, String mode) {
    JvmRun plain = correct(Jvm.plain(jdk), mode);
    JvmRun guarded = correct(Jvm.guarded(jdk, WATCH), mode);
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    assertThat(guarded.stdout()).endsWith("end\n").isEqualTo(plain.stdout());
  }

  private static JvmRun correct(Jvm jvm, String mode) {
    return jvm.with(mode, OPEN, "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
        .within(Duration.ofMinutes(6))
        .run(CorrectListsMain.class);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aWayIntoAListOrQueueIsNotMetWhileAnotherThreadWrites(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, WATCH).within(Duration.ofMinutes(10)).run(ListWaysMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.lines())
        .as(run::told)
        .hasSizeGreaterThan(70)
        .allSatisfy(line -> assertThat(line).startsWith("ok "));
    assertThat(run.lines())
        .contains(
            "ok ArrayList.add: concurrent list writes",
            "ok ArrayList.get: concurrent list read and list write",
            "ok ArrayList.next: concurrent list iteration and list write",
            "ok ArrayList.clone: concurrent list clone and list write");
    // The writer's own look at the length may be what is met.
    assertThat(run.lines())
        .as(run::told)
        .anyMatch(line -> line.matches("ok ArrayDeque\\.addLast: concurrent queue .*"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void listsAreWatchedWithoutBeingAskedForOrOnlyOneKindIsNot(Jdk jdk) {
    String maps = watched(jdk, "");
    assertThat(watched(jdk, "watch=maps,")).isEqualTo(maps);
    assertThat(watched(jdk, "watch=queues,")).isNotEqualTo(maps);
    assertThat(watched(jdk, "watch=lists,"))
        .isNotEqualTo(maps)
        .isNotEqualTo(watched(jdk, "watch=queues,"));
  }

  /** How many classes and methods, once the families that are woven late are in. */
  private static String watched(Jdk jdk, String watch) {
    JvmRun run = Jvm.guarded(jdk, watch + "summary=true,breakloops=true").run(NothingMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    return run.stderr().replaceFirst("(?s).*watched (.*) methods.*", "$1");
  }
}
