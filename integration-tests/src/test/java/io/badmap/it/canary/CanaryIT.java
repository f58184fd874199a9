package io.badmap.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the canary get the rule's action, all others the option's, whatever thread works. */
class CanaryIT {
  private static final String RULES = "action: log\nrules: [{name: all, action: throw}]\n";

  @TempDir private Path folder;

  static Stream<Jdk> jdks() {
    return Jdks.all().stream();
  }

  private Jvm jvm(Jdk jdk, String text) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(config, text);
    return Jvm.guarded(jdk, "traceback=single,config=" + config);
  }

  static List<String> expected(Jdk jdk) {
    List<String> lines = new ArrayList<>();
    for (String way : Ways.ALL) {
      boolean none = way.equals("virtual") && jdk.version().feature() < 21;
      lines.add(way + (none ? ": none, none, none" : ": thrown, went on, went on"));
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aScopeDoesNotFollowItsRequestOrFollowsAnother(Jdk jdk) throws IOException {
    JvmRun run = jvm(jdk, RULES).run(JdkServerMain.class);

    List<String> expected = expected(jdk);
    expected.add("outgoing: header canary");
    expected.add("outgoing: header null");
    assertThat(run.lines()).as(run.told()).isEqualTo(expected);
    assertThat(run.stderr()).doesNotContain("not followed");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRuleForAnotherServiceCountsHere(Jdk jdk) throws IOException {
    String text =
        """
        action: log
        rules:
          - {name: other, match: {service: payments}, action: throw, traffic: 100%%}
          - {name: gone, match: {service: orders}, action: throw, traffic: 100%%, expires: 2020-01-31}
          - {name: elsewhere, match: {tags: {zone: us-*}}, action: throw, traffic: 100%%}
          - {name: classes, match: {classes: com.acme.*}, action: throw, traffic: 100%%}
          - {name: mine, match: {service: ord*, tags: {zone: eu-*}}, action: %s, traffic: 100%%}
        """;
    for (String action : List.of("log", "throw")) {
      JvmRun run =
          jvm(jdk, text.formatted(action))
              .withEnvironment("OTEL_SERVICE_NAME", "orders")
              .withEnvironment("OTEL_RESOURCE_ATTRIBUTES", "zone=eu-west,a=b")
              .run(JdkServerMain.class);

      String all = action.equals("log") ? "went on" : "thrown";
      assertThat(run.lines().get(0))
          .as(run.told())
          .isEqualTo("direct: " + all + ", " + all + ", " + all);
      assertThat(run.stderr()).contains("rule 'gone' has expired");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aChangeOfTheFileIsNotInForceOrABrokenFileIs(Jdk jdk) throws IOException {
    String rule = "action: log~rules: [{name: b, action: throw, traffic: 100%}]";
    JvmRun run =
        jvm(jdk, RULES)
            .with("-Dtexts=action: log~|" + rule)
            .run(JdkServerMain.class, folder.resolve("badmap.yaml").toString());

    assertThat(run.lines()).as(run.told()).hasSize(3);
    assertThat(run.lines().get(0)).isEqualTo("thrown, went on");
    assertThat(run.lines().get(1)).startsWith("went on, went on after ");
    assertThat(run.lines().get(2)).endsWith(" ms").contains("thrown after ");
    assertThat(run.stderr())
        .contains(
            "badmap: config change in force: 0 rules", "badmap: config change in force: 1 rules");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theRuleThatDecidedIsMissingFromTheMetrics(Jdk jdk) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    String text = RULES + "breaker: {min_events: 100}\nmetrics: 127.0.0.1:" + port + "\n";
    JvmRun run = jvm(jdk, text).run(RuleMain.class, Integer.toString(port));

    assertThat(run.lines())
        .as(run.told())
        .containsExactlyInAnyOrder(
            "inside: thrown",
            "inside: thrown",
            "outside: went on",
            "reported",
            misuses("all", 2),
            misuses("", 1),
            "badmap_rule_misuse_total{rule=\"all\"} 2",
            "config file: 1 contents applied, 0 failed, 0 taken back",
            "rule all: 2 conflicts decided",
            "breaker: closed, opened 0 times, 0 conflicts let go");
  }

  private static String misuses(String rule, int number) {
    return "badmap_misuse_total{kind=\"concurrent map writes\",map=\"java.util.HashMap\",rule=\""
        + rule
        + "\"} "
        + number;
  }
}
