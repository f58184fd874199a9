package io.badmap.it.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.control.app.DetachLoad;
import io.badmap.it.control.app.StartLoad;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes and goes while threads use maps. */
class DetachIT {
  private static final String JAR = Project.badmapJar().toString();
  private static final String ROUNDS = System.getProperty("badmap.rounds", "5");

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentThatComesAndGoesDamagesMapsOrStays(Jdk jdk) {
    JvmRun run = attachable(jdk).run(DetachLoad.class, JAR, ROUNDS);
    assertThat(run.lines())
        .as(run.told())
        .contains("rounds " + ROUNDS, "turns true", "loaders kept 0", "wrong []", "threads []")
        .noneMatch(line -> line.contains("fatal error"));
    assertThat(run.stderr()).as(run.told()).doesNotContain("fatal error", "not installed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentWithEveryPartStays(Jdk jdk) {
    JvmRun run =
        attachable(jdk)
            .run(
                DetachLoad.class,
                JAR,
                "2",
                "action=log,hunt=on,atomicity=on,breakloops=true,"
                    + "metrics=127.0.0.1:0,otlp=http://127.0.0.1:9,events=sampled");
    assertThat(run.lines())
        .as(run.told())
        .contains("rounds 2", "loaders kept 0", "wrong []", "threads []");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anAgentThatComesToMapsInUseReportsCorrectUse(Jdk jdk) {
    // The families but HashMap's are woven beside the application, while it uses them.
    for (int i = 0; i < 6; i++) {
      JvmRun run = Jvm.guarded(jdk, "summary=true").run(StartLoad.class);
      assertThat(run.lines()).as(run.told()).containsExactly("wrong []");
      assertThat(run.stderr()).as(run.told()).contains(" 0 changes", " 0 met").hasLineCount(1);
    }
  }

  private static Jvm attachable(Jdk jdk) {
    return Jvm.plain(jdk)
        .attachable()
        .within(Duration.ofMinutes(Integer.parseInt(ROUNDS) > 100 ? 60 : 4));
  }
}
