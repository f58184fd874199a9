package io.badmap.it.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.events.app.MisusedMain;
import io.badmap.it.events.app.PipedMain;
import io.badmap.it.events.app.RecordedMain;
import io.badmap.it.events.app.SampledMain;
import io.badmap.it.events.app.SwitchedMain;
import io.badmap.it.faults.app.Collision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsIT {
  @TempDir Path folder;

  private List<RecordedEvent> record(Jdk jdk, Class<?> main, String arguments) throws IOException {
    Path file = folder.resolve("recording.jfr");
    JvmRun run = Jvm.guarded(jdk, arguments).in(folder).run(main, file.toString());
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr()).as(run::told).isEmpty();
    return RecordingFile.readAllEvents(file).stream()
        .sorted(Comparator.comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private static List<RecordedEvent> at(List<RecordedEvent> events, String name, String method) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("io.badmap." + name))
        .filter(event -> String.valueOf(event.getString("site")).contains('.' + method + '('))
        .toList();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("io.badmap." + name))
        .toList();
  }

  private static String told(RecordedEvent event) {
    return String.join(
        " ",
        event.getString("operation"),
        event.getString("keyClass"),
        "size " + event.getInt("size"),
        "capacity " + event.getInt("capacity"),
        "bucket " + event.getInt("bucket"),
        "hash " + event.getInt("hash"),
        event.getBoolean("structural")
            ? "structural"
            : event.getBoolean("changed") ? "changed" : "unchanged");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anOperationIsMissingOrIsToldWrongly(Jdk jdk) throws IOException {
    List<RecordedEvent> events = record(jdk, RecordedMain.class, "events=all");

    List<RecordedEvent> puts = at(events, "MapAssign", "fill");
    assertThat(puts).hasSize(13);
    assertThat(told(puts.get(0)))
        .isEqualTo("put java.lang.Integer size 1 capacity 16 bucket 0 hash 0 structural");
    assertThat(told(puts.get(12)))
        .isEqualTo("put java.lang.Integer size 13 capacity 32 bucket 12 hash 12 structural");
    assertThat(puts)
        .allMatch(event -> event.getString("site").matches(".*\\.RecordedMain\\.fill\\(.*:\\d+\\)"))
        .allMatch(event -> event.getString("mapClass").equals("java.util.HashMap"))
        .extracting(event -> event.getLong("mapId"))
        .containsOnly(puts.get(0).getLong("mapId"));
    String account = RecordedMain.class.getName() + "$Account";
    assertThat(at(events, "MapAssign", "use").stream().map(EventsIT::told))
        .containsExactly(
            "put " + account + " size 14 capacity 32 bucket 8 hash 40 structural",
            "putIfAbsent java.lang.Integer size 13 capacity 32 bucket 4 hash 4 unchanged",
            "computeIfAbsent java.lang.Integer size 14 capacity 32 bucket 18 hash 50 structural",
            "put java.lang.Integer size 14 capacity 32 bucket 5 hash 5 changed");
    assertThat(at(events, "MapAccess", "use").stream().map(EventsIT::told))
        .contains("get " + account + " size 14 capacity 32 bucket 8 hash 40 unchanged")
        .anyMatch(get -> get.startsWith("get java.lang.String size 14 capacity 32"));
    assertThat(at(events, "MapDelete", "use").stream().map(EventsIT::told))
        .containsExactly("remove java.lang.Integer size 13 capacity 32 bucket 3 hash 3 structural");
    assertThat(at(events, "MapIterate", "use")).hasSize(14);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFlagThatIsClearLeavesItsEventsInOrOthersOut(Jdk jdk) throws IOException {
    List<RecordedEvent> noGrowth = record(jdk, RecordedMain.class, "events=all,flags=0x37");
    assertThat(named(noGrowth, "MapGrow")).isEmpty();
    assertThat(named(noGrowth, "MapRehash")).isEmpty();
    assertThat(named(noGrowth, "MapTreeify")).isEmpty();
    assertThat(named(noGrowth, "MapCreate")).isNotEmpty();

    List<RecordedEvent> noCreation = record(jdk, RecordedMain.class, "events=all,flags=0x2f");
    assertThat(named(noCreation, "MapCreate")).isEmpty();
    assertThat(named(noCreation, "MapGrow")).isNotEmpty();
    assertThat(at(noCreation, "MapAssign", "fill")).hasSize(13);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aSampleHasMapsOfTheJdkOrLacksThoseItMadeForTheApplication(Jdk jdk) throws IOException {
    String headers = "com.sun.net.httpserver.Headers.";
    List<RecordedEvent> all = record(jdk, SampledMain.class, "events=all");
    assertThat(named(all, "MapAssign")).anyMatch(put -> site(put).startsWith(headers));
    assertThat(at(all, "MapAssign", "make")).hasSize(200);

    List<RecordedEvent> some = record(jdk, SampledMain.class, "events=sampled,sample=0.9");
    assertThat(some).noneMatch(event -> event.hasField("site") && site(event).startsWith(headers));
    assertThat(at(some, "MapAssign", "make")).hasSizeBetween(120, 199);
    assertThat(at(some, "MapAccess", "restore")).hasSizeBetween(120, 199);
    assertThat(at(some, "MapAssign", "wrap")).hasSizeBetween(120, 199);
    for (String maker : List.of("make", "wrap", "keepOrder")) {
      assertThat(at(some, "MapCreate", maker)).as(maker).hasSizeBetween(120, 399);
    }
    assertThat(named(some, "MapCreate"))
        .filteredOn(made -> site(made).contains("SampledMain$Lately.<init>"))
        .hasSizeBetween(120, 199);
  }

  private static String site(RecordedEvent event) {
    return String.valueOf(event.getString("site"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aKeyIsToldUnaskedOrNotThoughAskedFor(Jdk jdk) throws IOException {
    assertThat(record(jdk, RecordedMain.class, "events=all"))
        .filteredOn(event -> event.hasField("key"))
        .isNotEmpty()
        .allMatch(event -> event.getString("key") == null);
    List<RecordedEvent> asked = record(jdk, RecordedMain.class, "events=all,events.keys=true");
    assertThat(at(asked, "MapAssign", "fill"))
        .extracting(put -> put.getString("key"))
        .startsWith("0", "1", "2");
    assertThat(at(asked, "MapAccess", "use"))
        .as("a String, and a key whose toString is the application's")
        .extracting(get -> get.getString("key"))
        .contains("nobody")
        .containsNull();
    assertThat(at(asked, "MapAssign", "grow"))
        .extracting(put -> put.getString("key"))
        .startsWith("0", "1", "2");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void growthTreesOrTheMakingOfMapsAreMissing(Jdk jdk) throws IOException {
    List<RecordedEvent> events = record(jdk, RecordedMain.class, "events=all");

    RecordedEvent grow = at(events, "MapGrow", "fill").get(0);
    assertThat(grow.getInt("oldCapacity")).isEqualTo(16);
    assertThat(grow.getInt("newCapacity")).isEqualTo(32);
    long users = grow.getLong("mapId");
    assertThat(named(events, "MapRehash"))
        .filteredOn(event -> event.getLong("mapId") == users)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("moved")).isEqualTo(13);
              assertThat(event.getInt("newCapacity")).isEqualTo(32);
              assertThat(event.getDuration()).isPositive();
            });
    assertThat(at(events, "MapCreate", "collide"))
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("capacity")).isEqualTo(64));
    assertThat(named(events, "MapTreeify"))
        .anySatisfy(
            event -> {
              assertThat(event.getInt("bucket")).isEqualTo(7);
              assertThat(event.getInt("capacity")).isEqualTo(64);
              assertThat(event.getInt("binLength")).isGreaterThanOrEqualTo(8);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aGoMapsOperationsOrStepsOfGrowthAreMissing(Jdk jdk) throws IOException {
    List<RecordedEvent> events = record(jdk, RecordedMain.class, "events=all");

    List<RecordedEvent> puts = at(events, "MapAssign", "grow");
    assertThat(puts).hasSize(60);
    RecordedEvent last = puts.get(59);
    assertThat(last.getString("operation")).isEqualTo("mapassign");
    assertThat(last.getInt("size")).isEqualTo(60);
    assertThat(last.getInt("bucket")).isBetween(0, last.getInt("capacity") - 1);
    assertThat(at(events, "MapAccess", "grow")).hasSize(1);
    assertThat(at(events, "MapDelete", "grow")).hasSize(1);
    long map = last.getLong("mapId");
    assertThat(named(events, "MapGrow"))
        .filteredOn(event -> event.getLong("mapId") == map)
        .extracting(event -> event.getInt("newCapacity"))
        .containsExactly(2, 4, 8, 16);
    assertThat(named(events, "MapGrowWork"))
        .filteredOn(event -> event.getLong("mapId") == map)
        .isNotEmpty()
        .allMatch(event -> event.getInt("bucket") < event.getInt("oldBuckets"));
    assertThat(named(events, "MapRehash"))
        .filteredOn(event -> event.getLong("mapId") == map)
        .isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void switchingAtRunTimeDoesNothingOrCannotBeUndone(Jdk jdk) throws IOException {
    List<RecordedEvent> events = record(jdk, SwitchedMain.class, "");

    assertThat(at(events, "MapAssign", "before")).isEmpty();
    assertThat(at(events, "MapAssign", "during")).hasSize(1);
    assertThat(at(events, "MapAssign", "after")).isEmpty();
    assertThat(at(events, "MapAssign", "unchosen")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aMisuseLeavesNoFileOrOneWithoutWhatLedToIt(Jdk jdk) throws IOException {
    JvmRun run = Jvm.guarded(jdk, "action=log,events=all").in(folder).run(Collision.class);

    List<Path> files = recordings();
    assertThat(files).as(run::told).hasSize(1);
    assertThat(files.get(0).getFileName().toString()).matches("badmap-\\d+-1\\.jfr");
    assertThat(run.stderr()).contains("badmap: what led to report 1 is in ");
    List<RecordedEvent> events = RecordingFile.readAllEvents(files.get(0));
    RecordedEvent misuse = named(events, "MapMisuse").get(0);
    assertThat(misuse.getString("kind")).isEqualTo("concurrent map writes");
    assertThat(misuse.getString("side1Stack")).contains("Collision");
    assertThat(misuse.getString("side2Stack")).contains("Collision");
    long map = misuse.getLong("mapId");
    assertThat(named(events, "MapAssign"))
        .as("operations of the map before the misuse")
        .anyMatch(event -> event.getLong("mapId") == map);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theTimeOfAMisuseIsThatOfItsReport(Jdk jdk) throws IOException {
    JvmRun run = Jvm.guarded(jdk, "action=log,events=all").in(folder).run(Collision.class);

    List<RecordedEvent> events = RecordingFile.readAllEvents(recordings().get(0));
    RecordedEvent misuse = named(events, "MapMisuse").get(0);
    Instant met = misuse.getStartTime().minus(misuse.getDuration("sinceMeeting"));
    assertThat(misuse.getDuration("sinceMeeting")).isPositive();
    assertThat(misuse.getInstant("time")).isCloseTo(met, within(1, ChronoUnit.SECONDS));
    // Whoever was met waits inside its put until the other one is through.
    assertThat(named(events, "MapAssign"))
        .as(run::told)
        .filteredOn(put -> put.getString("keyClass").endsWith("PatientKey"))
        .filteredOn(put -> put.getLong("mapId") == misuse.getLong("mapId"))
        .singleElement()
        .satisfies(put -> assertThat(met).isBetween(put.getStartTime(), put.getEndTime()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aMisuseIsNotToldToARecordingThatRuns(Jdk jdk) throws IOException {
    for (String mode : List.of("misuse", "off")) {
      Path file = folder.resolve(mode + ".jfr");
      JvmRun run =
          Jvm.guarded(jdk, "action=log,events=" + mode)
              .in(folder)
              .run(MisusedMain.class, file.toString());
      assertThat(run.stderr()).as(run::told).contains("fatal error: concurrent map writes");
      assertThat(named(RecordingFile.readAllEvents(file), "MapMisuse"))
          .as(run::told)
          .hasSize(mode.equals("off") ? 0 : 1);
    }
  }

  private List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.filter(file -> file.toString().endsWith(".jfr")).toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theAgentLeavesWhileItWritesAFile(Jdk jdk) {
    JvmRun run =
        Jvm.guarded(jdk, "action=log,events=all,out=" + folder.resolve("reports"))
            .attachable()
            .run(PipedMain.class, Project.badmapJar().toString(), folder.toString());

    assertThat(run.lines())
        .as(run.told())
        .containsSubsequence("pipe 0", "there true", "there false");
    assertThat(run.stderr())
        .as(run.told())
        .contains("badmap: detach: the recording is at work; detach again\n");
  }
}
