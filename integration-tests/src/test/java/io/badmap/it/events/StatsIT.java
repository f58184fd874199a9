package io.badmap.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.events.app.MisusedMain;
import io.badmap.it.events.app.StatsMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The events that tell now and then how the recorded maps and the guard are doing. */
class StatsIT {
  @TempDir Path folder;

  private static List<RecordedEvent> named(Path file, String name) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("io.badmap." + name))
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private static RecordedEvent last(List<RecordedEvent> stats, String map) {
    List<RecordedEvent> ofMap =
        stats.stream()
            .filter(event -> ("StatsMain." + map).equals(event.getString("mapName")))
            .toList();
    assertThat(ofMap).as(map).isNotEmpty();
    return ofMap.get(ofMap.size() - 1);
  }

  private static String told(List<RecordedEvent> stats, String map) {
    RecordedEvent event = last(stats, map);
    return String.join(
        " ",
        "size " + event.getInt("size"),
        "capacity " + event.getInt("capacity"),
        "writes " + event.getLong("writes"),
        "writers " + event.getInt("writers"),
        "chain " + event.getInt("longestChain"),
        "trees " + event.getInt("treeBins"),
        "bins " + event.getInt("binsRead"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aMapIsToldWronglyOrWalkedWholeOrKeptAlive(Jdk jdk) throws IOException {
    Path file = folder.resolve("stats.jfr");
    JvmRun run = Jvm.guarded(jdk, "events=all").in(folder).run(StatsMain.class, file.toString());
    assertThat(run.lines()).as(run::told).containsExactly("end");
    assertThat(run.stderr()).as(run::told).isEmpty();

    List<RecordedEvent> stats = named(file, "MapStats");
    assertThat(told(stats, "PLAIN"))
        .isEqualTo("size 13 capacity 32 writes 13 writers 1 chain 1 trees 0 bins 32");
    assertThat(told(stats, "CHAINED"))
        .isEqualTo("size 3 capacity 16 writes 3 writers 1 chain 3 trees 0 bins 16");
    assertThat(told(stats, "COLLIDING"))
        .isEqualTo("size 13 capacity 64 writes 13 writers 1 chain 13 trees 1 bins 64");
    assertThat(told(stats, "HALVES"))
        .isEqualTo("size 2 capacity 16 writes 2 writers 2 chain 1 trees 0 bins 16");
    assertThat(told(stats, "ORDERED"))
        .isEqualTo("size 5 capacity -1 writes 5 writers 1 chain -1 trees 0 bins 0");
    assertThat(told(stats, "WEAK"))
        .isEqualTo("size 5 capacity 16 writes 5 writers 1 chain -1 trees 0 bins 0");
    assertThat(told(stats, "IDENTITY"))
        .isEqualTo("size 1 capacity 32 writes 1 writers 1 chain -1 trees 0 bins 0");
    assertThat(told(stats, "GO"))
        .isEqualTo("size 60 capacity 16 writes 60 writers 1 chain -1 trees 0 bins 0");
    assertThat(told(stats, "LARGE"))
        .isEqualTo(
            "size 1048576 capacity 2097152 writes 1048576 writers 1 chain 1 trees 0"
                + " bins 4096");
    assertThat(last(stats, "PLAIN").getString("mapClass")).isEqualTo("java.util.HashMap");
    assertThat(last(stats, "PLAIN").getLong("reads")).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theGuardIsToldToHaveMetOrReportedAnotherNumber(Jdk jdk) throws IOException {
    Path file = folder.resolve("guard.jfr");
    assertThat(guard(jdk, "", file)).isEqualTo("conflicts 3 reported 1 folded 2 suppressed 0");

    Path suppress =
        Files.writeString(
            folder.resolve("suppress.txt"), "*.faults.app.S* until=2099-12-31 reason=a test\n");
    assertThat(guard(jdk, ",suppress=" + suppress, file))
        .isEqualTo("conflicts 3 reported 0 folded 0 suppressed 3");
  }

  private String guard(Jdk jdk, String options, Path file) throws IOException {
    JvmRun run =
        Jvm.guarded(jdk, "action=log,events=all,summary=true" + options)
            .in(folder)
            .run(MisusedMain.class, file.toString(), "3");
    assertThat(run.exitCode()).as(run::told).isZero();
    List<RecordedEvent> all = named(file, "GuardStats");
    assertThat(all).as(run::told).isNotEmpty();
    RecordedEvent last = all.get(all.size() - 1);
    return String.join(
        " ",
        "conflicts " + last.getLong("conflicts"),
        "reported " + last.getLong("reported"),
        "folded " + last.getLong("folded"),
        "suppressed " + last.getLong("suppressed"));
  }
}
