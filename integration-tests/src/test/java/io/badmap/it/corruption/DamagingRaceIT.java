package io.badmap.it.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps that a race has really damaged, while there was no agent. Skipped where no race does it. */
class DamagingRaceIT {
  static Stream<Arguments> maps() {
    return Jdks.all().stream()
        .flatMap(jdk -> Arrays.stream(RacedMap.values()).map(map -> Arguments.of(jdk, map)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("maps")
  void aLookUpHangsWhereLoopsAreBroken(Jdk jdk, RacedMap map) throws Exception {
    try (DamagedJvm jvm = DamagedJvm.race(jdk, map)) {
      jvm.attach("breakloops=true,action=log");
      assertThat(jvm.lookUp())
          .as(jvm.stderr())
          .startsWith("io.badmap.MapMisuseError: corrupted map: ");
      assertThat(jvm.lookUp()).startsWith("io.badmap.MapMisuseError: corrupted map: ");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(jvm.stderr())
                      .contains("fatal error: corrupted map\nmap " + map.className())
                      .contains("\nside 1: get, in flight, thread \"main\" #")
                      .contains("\n    at " + DamagingRace.class.getName()));
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("maps")
  void aThreadThatHangsSinceBeforeTheAgentIsNotReported(Jdk jdk, RacedMap map) throws Exception {
    try (DamagedJvm jvm = DamagedJvm.race(jdk, map)) {
      jvm.attach("action=log");
      await()
          .atMost(Duration.ofSeconds(120))
          .untilAsserted(
              () ->
                  assertThat(jvm.stderr())
                      .containsPattern(
                          "fatal error: corrupted map\nmap "
                              + map.className()
                              + ".*\nside 1: (get|put|remove), .*in flight, thread"
                              + " \"(look-up|racer-\\d)\"")
                      .contains("\n    at " + DamagingRace.class.getName())
                      .contains("\nhint: a walk through it has not ended for "));
    }
  }
}
