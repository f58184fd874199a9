package io.badmap.it.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.faults.Harm;
import io.badmap.it.faults.app.Hello;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code breakloops=true}: an error instead of a hang, and nothing else. */
class LoopBreakerIT {
  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";
  private static final String FOUND = "io.badmap.MapMisuseError: corrupted map: ";

  private static Jvm breaking(Jdk jdk, String more) {
    return Jvm.guarded(jdk, "breakloops=true" + more).with(OPEN);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aWalkInADamagedMapHangsOrEndsInSilence(Jdk jdk) {
    JvmRun run = breaking(jdk, "").run(Walks.class);
    assertThat(run.lines())
        .as(run.told())
        .hasSameSizeAs(Walks.values())
        .allMatch(line -> line.contains(": " + FOUND));
    assertThat(run.lines().get(Walks.GET.ordinal()))
        .startsWith("GET: " + FOUND + "the entries of a bin run in a circle of 3: ");
    assertThat(run.stderr())
        .as(run.told())
        .contains("fatal error: corrupted map\nmap java.util.HashMap@")
        .contains("side 1: get, in flight, thread \"main\" #")
        .contains("\n    at " + Walks.class.getName())
        .contains("side 1: put, unfinished, in flight")
        .contains("hint: none of the ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aDamagedMapHangsWhereMisusesAreOnlyLogged(Jdk jdk) {
    JvmRun run = breaking(jdk, ",action=log").run(Walks.class, "GET");
    assertThat(run.lines()).as(run.told()).singleElement().asString().startsWith("GET: " + FOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aLongWalkInASoundMapIsStopped(Jdk jdk) {
    Harm.none(Jvm.plain(jdk).with(OPEN), breaking(jdk, ""), SoundWalks.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void walksAreCountedThoughNobodyAskedForIt(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").with("-Xlog:class+load").run(Hello.class);
    assertThat(run.stdout()).as(run.told()).doesNotContain("io.badmap.guard.Walks");
    JvmRun counting = Jvm.guarded(jdk, "breakloops=true").with("-Xlog:class+load").run(Hello.class);
    assertThat(counting.stdout()).contains("io.badmap.guard.Walks");
  }
}
