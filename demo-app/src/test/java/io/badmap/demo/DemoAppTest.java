package io.badmap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.demo.scenario.Scenario;
import io.badmap.demo.scenario.Scenarios;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoAppTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void listNamesEveryScenarioWithItsDescriptionOnOneLine() throws InterruptedException {
    assertThat(run("--list")).isZero();
    List<Scenario> all = Scenarios.all();
    assertThat(lines(out)).hasSameSizeAs(all);
    for (Scenario scenario : all) {
      assertThat(lines(out))
          .anyMatch(
              line ->
                  line.startsWith(scenario.name() + " ") && line.endsWith(scenario.description()));
    }
  }

  @Test
  void theSevenNamesOfTheDocumentationExist() {
    assertThat(Scenarios.names())
        .containsExactly(
            "two-writers",
            "reader-and-writer",
            "iteration-and-writer",
            "field-map",
            "lru-read-lock",
            "parallel-stream",
            "different-locks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two-writer                | unknown scenario \"two-writer\"; the nearest is two-writers",
        "--scenario lru-lock       | unknown scenario \"lru-lock\"; the nearest is lru-read-lock",
        "--lst                     | unknown option \"--lst\"; the nearest is --list",
        "--prot 80                 | unknown option \"--prot\"; the nearest is --port",
        "--scenario                | --scenario needs a value",
        "--scenario --list         | --scenario needs a value",
        "--port 65536              | --port must be a number from 0 to 65535, not \"65536\"",
        "--load 0                  | --load must be a number of seconds above 0, at most 3600, not"
            + " \"0\"",
        "two-writers --seconds NaN | --seconds must be a number of seconds above 0, at most 3600,"
            + " not \"NaN\"",
        "two-writers field-map     | one scenario at a time: two-writers or field-map",
        "two-writers --load 1      | --load does not go with a scenario",
        "two-writers --port 0      | --port does not go with a scenario",
        "--seconds 1               | --seconds needs a scenario",
      })
  void whatItDoesNotUnderstandIsToldInOneLineWithExitCode2(String arguments, String message)
      throws InterruptedException {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(lines(err)).containsExactly("badmap-demo-app: " + message);
    assertThat(out.size()).isZero();
  }

  @Test
  void aPortInUseIsToldInOneLineWithExitCode2() throws InterruptedException, IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(run("--port", port)).isEqualTo(2);
      assertThat(lines(err)).hasSize(1).first().asString().contains("cannot serve on port " + port);
    }
  }

  @Test
  void aLoadOfTheServiceServesEveryRequestAndLosesNoOrder() throws InterruptedException {
    assertThat(run("--port", "0", "--load", "0.5")).isZero();
    assertThat(lines(err)).isEmpty();
    assertThat(lines(out)).hasSize(2);
    assertThat(lines(out).get(0)).matches("listening on http://127\\.0\\.0\\.1:[1-9]\\d*");
    assertThat(lines(out).get(1))
        .matches(
            "load: 4 clients, 0\\.5 s: \\d+ requests served"
                + " \\{orders=\\d+, sessions=\\d+, skus=\\d+, users=\\d+}, 0 failed;"
                + " orders placed (\\d+), kept \\1");
  }

  @Test
  void aScenarioPrintsWhatIsAboutToHappenBeforeItsOutcome() throws InterruptedException {
    assertThat(run("--scenario", "lru-read-lock", "--seconds", "0.2")).isBetween(0, 1);
    assertThat(lines(out)).hasSize(2);
    assertThat(lines(out).get(0))
        .isEqualTo(
            "lru-read-lock: two threads get from an access-ordered LinkedHashMap under a read lock;"
                + " up to 0.2 s");
    assertThat(lines(out).get(1))
        .matches("lru-read-lock: (ended without an error; |stopped by ).*");
  }

  @Test
  void helpNamesEveryOption() throws InterruptedException {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--port", "--load", "--list", "--scenario", "--seconds", "--help");
  }

  private int run(String... arguments) throws InterruptedException {
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new DemoApp(outStream, errStream).run(List.of(arguments));
  }

  private static List<String> lines(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
