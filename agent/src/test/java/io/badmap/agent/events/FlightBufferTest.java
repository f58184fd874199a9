package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.out.Stderr;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightBufferTest {
  @TempDir private Path folder;

  @Test
  void aSampleTellsShortWaitsOrTakesTheStackOfEachContendedMonitor() {
    try (FlightBuffer buffer = new FlightBuffer(folder, Duration.ofMillis(77), new Stderr())) {
      buffer.start();
      assertThat(settings())
          .containsEntry("jdk.ThreadPark#threshold", "100000 ns")
          .containsEntry("jdk.JavaMonitorEnter#threshold", "100000 ns")
          .containsEntry("jdk.JavaMonitorEnter#stackTrace", "true");

      buffer.tellWaits(false);
      assertThat(settings())
          .containsEntry("jdk.ThreadPark#threshold", "10000000 ns")
          .containsEntry("jdk.JavaMonitorEnter#threshold", "10000000 ns")
          .containsEntry("jdk.JavaMonitorEnter#stackTrace", "false");

      buffer.tellWaits(true);
      assertThat(settings()).containsEntry("jdk.JavaMonitorEnter#stackTrace", "true");
    }
    assertThat(FlightRecorder.getFlightRecorder().getRecordings())
        .noneMatch(recording -> recording.getName().contains("77 ms"));
  }

  private static Map<String, String> settings() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getName().contains("77 ms"))
        .map(Recording::getSettings)
        .findFirst()
        .orElseThrow();
  }
}
