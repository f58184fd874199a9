package io.badmap.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.control.app.DetachLoad;
import io.badmap.it.control.app.StepsLoad;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent stops where it does harm, and does less where it costs too much. */
class BoundsIT {
  @TempDir private Path folder;

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  private JvmRun run(Jdk jdk, String text, Class<?> main) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(config, text);
    return Jvm.guarded(jdk, "traceback=single,summary=true,config=" + config)
        .run(main, config.toString());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theBreakerDoesNotTripOrTellsASecret(Jdk jdk) throws IOException {
    JvmRun run = run(jdk, "action: throw\n", BreakerMain.class);

    assertThat(run.lines())
        .as(run.told())
        .containsExactly(
            "thrown",
            posted("degrade", "open"),
            "went on",
            posted("recover", "half-open"),
            posted("recover", "closed"),
            "thrown");
    assertThat(run.stderr())
        .containsSubsequence(
            "badmap: breaker open: too many conflicts ended with an error, none is answered for 1.0"
                + " s",
            "badmap: breaker half-open: one conflict in 20 is answered",
            "badmap: breaker closed: every conflict is answered")
        .containsPattern(", [1-9][0-9]* let go by the breaker\n")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aBreakerThatGoesWhileItIsOpenLeavesTheMeshDegraded(Jdk jdk) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(config, "action: throw\n");
    JvmRun run =
        Jvm.guarded(jdk, "traceback=single,config=" + config)
            .attachable()
            .run(LastPostMain.class, config.toString(), Project.badmapJar().toString());

    assertThat(run.lines())
        .as(run.told())
        .containsExactly(
            posted("degrade", "open"),
            "changed: " + posted("recover", "closed"),
            posted("degrade", "open"),
            "removed: " + posted("recover", "closed"),
            posted("degrade", "open"),
            "detached: " + posted("recover", "closed"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void mapsThatAreRecordedAreNoneOfTheMemoryThatIsBounded(Jdk jdk) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(
        config,
        "action: log\nevents: all\nmetrics: 127.0.0.1:"
            + port
            + "\nbudget: {cpu: 100%, memory: 32MB}\n");
    JvmRun run = Jvm.guarded(jdk, "config=" + config).run(HeldMain.class, Integer.toString(port));

    assertThat(run.lines()).as(run.told()).containsExactly("less with many maps");
    assertThat(run.stderr()).contains("budget: fewer events, since").contains("(limit 32.0 MB)");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aHookThatSendsAByteNowAndThenEndsTheFollowingOfTheFile(Jdk jdk) throws IOException {
    JvmRun run = run(jdk, "action: throw\n", DripMain.class);

    assertThat(run.lines()).as(run.told()).containsExactly("taken back", "followed");
    assertThat(run.stderr())
        .containsOnlyOnce("config change taken back: validation hook http://127.0.0.1:")
        .contains("/drip: no answer within 3 s", "badmap: config change in force: 0 rules");
  }

  private static String posted(String event, String state) {
    return "POST {\"event\":\"%s\",\"service\":\"\",\"breaker\":\"%s\",".formatted(event, state)
        + "\"trips\":N,\"intercepted\":N,\"failed\":N}";
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAgentGoesOnAsBeforeThoughItCostsTooMuch(Jdk jdk) throws IOException {
    JvmRun run = run(jdk, "action: throw\nbudget: {cpu: 0%, memory: 1GB}\n", BudgetMain.class);

    assertThat(run.lines())
        .as(run.told())
        .isEqualTo(List.of("thrown", "nothing is met", "all is met"));
    assertThat(run.stderr())
        .containsSubsequence(
            "badmap: budget: fewer events, since the agent takes",
            "badmap: budget: lower sampling, since",
            "badmap: budget: fewer watched classes, since",
            "badmap: budget: hooks out, since",
            "badmap: budget: back to everything, since its limits have changed")
        .containsPattern(", [1-9][0-9]* left out by sampling\n")
        .doesNotContain("not possible here");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aThreadThatStaysInsideAnOperationKeepsTheHooksOutForGood(Jdk jdk) throws IOException {
    JvmRun run = run(jdk, "action: throw\nbudget: {cpu: 0%, memory: 1GB}\n", StayMain.class);

    assertThat(run.lines()).as(run.told()).containsExactly("nothing is met", "all is met");
    assertThat(run.stderr())
        .containsSubsequence(
            "badmap: budget: hooks out, since",
            "badmap: hooks stay out until threads have left",
            "badmap: budget: back to everything, since its limits have changed");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStepOfTheBudgetDamagesMapsThatAreInUse(Jdk jdk) throws IOException {
    JvmRun run = run(jdk, "action: throw\nbudget: {cpu: 0%, memory: 1GB}\n", StepsLoad.class);

    assertThat(run.lines())
        .as(run.told())
        .containsExactly("nothing is met", "something is met", "wrong []");
    assertThat(run.stderr())
        .contains("budget: hooks out, since")
        .doesNotContain("hooks stay", "app.Work");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void somethingOfTheCanaryStaysWhenTheAgentGoes(Jdk jdk) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(
        config,
        """
        action: log
        budget: {cpu: 3%, memory: 50MB}
        breaker: {min_events: 5}
        rules: [{name: all, action: throw, traffic: 10%}]
        """);
    JvmRun run =
        Jvm.plain(jdk)
            .attachable()
            .run(DetachLoad.class, Project.badmapJar().toString(), "2", "config=" + config);

    assertThat(run.lines())
        .as(run.told())
        .contains("rounds 2", "loaders kept 0", "wrong []", "threads []");
  }
}
