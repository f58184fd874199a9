package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.agent.out.Stderr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightBufferTest {
  private static final MisuseReport REPORT =
      new MisuseReport(
          1,
          MisuseKind.WRITES,
          "java.util.HashMap",
          1,
          "Orders.open",
          2,
          Instant.EPOCH,
          Instant.now(),
          Side.unknown(),
          Side.unknown(),
          "no lock on either side");

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

  @Test
  void aRecordingThatIsThereAlreadyIsOverwrittenOrTakesTheNameAway() throws IOException {
    String name = "badmap-" + ProcessHandle.current().pid() + "-%d.jfr";
    Path kept = Files.writeString(folder.resolve(name.formatted(1)), "of yesterday");
    try (FlightBuffer buffer = new FlightBuffer(folder, Duration.ofMillis(78), new Stderr())) {
      buffer.start();
      buffer.accept(REPORT);
      buffer.write();
    }
    assertThat(kept).hasContent("of yesterday");
    assertThat(folder.resolve(name.formatted(2))).isNotEmptyFile();
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  private static Map<String, String> settings() {
    return FlightRecorder.getFlightRecorder().getRecordings().stream()
        .filter(recording -> recording.getName().contains("77 ms"))
        .map(Recording::getSettings)
        .findFirst()
        .orElseThrow();
  }
}
