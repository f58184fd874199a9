package io.badmap.it.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.JvmRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that the demo plants, and the demo without mistakes. */
class ScenariosIT {
  static Stream<Arguments> scenariosOnEachJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> Expectation.ALL.stream().map(each -> Arguments.of(each, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("scenariosOnEachJdk")
  void aPlantedMistakeIsMissedOrBlamedOnTheWrongCode(Expectation expected, Jdk jdk) {
    JvmRun run = Demo.run(jdk, "format=json", expected.scenario(), "--seconds", "20");
    // Of a side that had just left, the locks of its operation are no longer known.
    for (int more = 0; more < 4 && !bothInFlight(run); more++) {
      run = Demo.run(jdk, "format=json", expected.scenario(), "--seconds", "20");
    }

    assertThat(run.exitCode()).as(run.told()).isEqualTo(1);
    // The JDK's merge and iterators look at the count themselves, and may be first to throw.
    assertThat(run.lines().get(1))
        .as(run.told())
        .matches(
            expected.scenario()
                + ": stopped by (io\\.badmap\\.MapMisuseError: concurrent map "
                + "|java\\.util\\.ConcurrentModificationException).*");
    assertThat(Demo.reports(run)).as(run.told()).isNotEmpty();
    JsonNode report = Demo.reports(run).get(0);
    assertThat(expected.messages()).as(run.told()).contains(report.get("message").asText());
    for (JsonNode side : report.get("sides")) {
      if (side.get("sighting").asText().equals("in_flight")) {
        assertThat(site(side)).as(run.told()).matches(expected.sites());
      } else if (!side.get("caller").isNull()) {
        // Seen just after: where the thread had got to, still in the application.
        assertThat(site(side)).as(run.told()).startsWith("io.badmap.demo.");
      }
    }
    assertThat(report.get("sides").get(0).get("caller").isNull()).as(run.told()).isFalse();
    assertThat(report.get("hint").asText()).as(run.told()).containsPattern(expected.hint());
  }

  private static boolean bothInFlight(JvmRun run) {
    return !Demo.reports(run).isEmpty()
        && Demo.reports(run).get(0).get("sides").findValuesAsText("sighting").stream()
            .allMatch("in_flight"::equals);
  }

  private static String site(JsonNode side) {
    JsonNode caller = side.get("caller");
    return caller.get("class").asText() + "." + caller.get("method").asText();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aScenarioIsNotTested(Jdk jdk) {
    assertThat(Demo.scenarios(jdk))
        .containsExactlyInAnyOrderElementsOf(
            Expectation.ALL.stream().map(Expectation::scenario).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aCorrectServiceUnderLoadIsReported(Jdk jdk) {
    JvmRun run = Demo.run(jdk, "", "--load", "3");
    assertThat(run.stderr()).as(run.told()).isEmpty();
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stdout()).contains(" requests served ");
  }
}
