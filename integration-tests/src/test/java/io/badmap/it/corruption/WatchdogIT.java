package io.badmap.it.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The watchdog, which sees a thread that hangs in a map and has no hook there. */
class WatchdogIT {
  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

  static Stream<Arguments> walks() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, Walks.GET, "HashMap"),
                    Arguments.of(jdk, Walks.TREE_GET, "TreeMap"),
                    Arguments.of(jdk, Walks.WEAK_GET, "WeakHashMap"),
                    Arguments.of(jdk, Walks.PROBE_GET, "IdentityHashMap")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("walks")
  void aThreadThatHangsInADamagedMapIsNotReported(Jdk jdk, Walks walk, String map) {
    JvmRun run =
        Jvm.guarded(jdk, "")
            .with(OPEN, "--limit-modules=java.base,java.instrument")
            .run(Watched.class, "endless", walk.name());
    assertThat(run.lines()).as(run.told()).last().asString().endsWith("CORRUPTED walker in get");
    assertThat(run.stderr())
        .as(run.told())
        .startsWith("fatal error: corrupted map\nmap java.util." + map + ", watched since ")
        .contains("\nside 1: get, in flight, thread \"walker\" #")
        .contains("    at " + Walks.class.getName())
        .contains("\nhint: a walk through it has not ended for 1");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aThreadThatAsksASoundMapAgainAndAgainIsReported(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(Watched.class, "repeated");
    assertThat(run.lines()).as(run.told()).containsExactly("tried and let go, reports: 0");
    assertThat(run.stderr()).as(run.told()).isEmpty();
  }
}
