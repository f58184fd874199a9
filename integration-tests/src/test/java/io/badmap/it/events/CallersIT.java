package io.badmap.it.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.events.app.NavigatedMain;
import io.badmap.it.events.app.RelinkedMain;
import io.badmap.it.events.app.RestoredMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of the application that calls maps, while operations are recorded and after that. */
class CallersIT {
  private static final Pattern LINE = Pattern.compile(".*\\.(navigate\\w+)\\(.*:(\\d+)\\)");
  private static final List<String> OF_MAP =
      List.of(
          "firstKey",
          "lastKey",
          "firstEntry",
          "lastEntry",
          "lowerKey",
          "lowerEntry",
          "floorKey",
          "floorEntry",
          "ceilingKey",
          "ceilingEntry",
          "higherKey",
          "higherEntry",
          "pollFirstEntry",
          "pollLastEntry");
  private static final List<String> OF_SET =
      List.of(
          "firstKey",
          "lastKey",
          "lowerKey",
          "floorKey",
          "ceilingKey",
          "higherKey",
          "pollFirstEntry",
          "pollLastEntry");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theStackIsWalkedForACallerOfASortedMapOrAnotherLineIsTold(Jdk jdk) throws IOException {
    Path file = folder.resolve("navigated.jfr");
    JvmRun run =
        Jvm.guarded(jdk, "events=all").in(folder).run(NavigatedMain.class, file.toString());
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr()).as(run::told).isEmpty();
    assertThat(run.lines()).as("lines found by a walk").isEmpty();

    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.hasField("operation"))
            .sorted(Comparator.comparing(RecordedEvent::getStartTime))
            .toList();
    assertThat(calls(events, "navigateTree")).isEqualTo(OF_MAP);
    assertThat(calls(events, "navigateSorted")).containsExactly("firstKey", "lastKey");
    assertThat(calls(events, "navigateSub")).isEqualTo(OF_MAP);
    assertThat(calls(events, "navigateSet"))
        .startsWith(OF_SET.toArray(String[]::new))
        .endsWith("put", "containsKey", "remove")
        .hasSize(OF_SET.size() + 3);
    assertThat(calls(events, "navigateSortedSet"))
        .containsExactly("firstKey", "lastKey", "containsKey");
    assertThat(calls(events, "navigateSubSet")).isEqualTo(OF_SET);
    assertThat(calls(events, "navigateKeys"))
        .startsWith(OF_SET.toArray(String[]::new))
        .endsWith("containsKey")
        .hasSize(OF_SET.size() + 1);
  }

  /** The operations that a method called, each of which has to stand on the line after the last. */
  private static List<String> calls(List<RecordedEvent> events, String method) {
    int last = -1;
    List<String> operations = new ArrayList<>();
    for (RecordedEvent event : events) {
      Matcher line = LINE.matcher(String.valueOf(event.getString("site")));
      if (line.matches() && line.group(1).equals(method)) {
        int number = Integer.parseInt(line.group(2));
        assertThat(number).as(event.toString()).isEqualTo(last < 0 ? number : last + 1);
        last = number;
        operations.add(event.getString("operation"));
      }
    }
    return operations;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anApplicationsClassKeepsTheCallsThatRecordItsLines(Jdk jdk) throws IOException {
    Path agent = folder.resolve("witness.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", RestoredMain.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    new JarOutputStream(Files.newOutputStream(agent), manifest).close();

    for (String end : List.of("events=off", "events=misuse")) {
      JvmRun run =
          Jvm.guarded(jdk, "").withAgent(agent, "").in(folder).run(RestoredMain.class, end);
      assertThat(run.stderr()).as(run::told).isEmpty();
      assertThat(run.lines())
          .as(run::told)
          .containsExactly("all: Early woven, Late woven", end + ": Early its own, Late its own");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void eachTurnOfTheEventsLeavesAClassOfEachLambdaBehind(Jdk jdk) throws IOException {
    Path file = folder.resolve("relinked.jfr");
    JvmRun run = Jvm.guarded(jdk, "").in(folder).run(RelinkedMain.class, file.toString());
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr()).as(run::told).isEmpty();
    assertThat(Integer.parseInt(run.lines().get(0)))
        .as("its first one, two for each of two rounds, and one for the third")
        .isLessThanOrEqualTo(6);

    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events.stream().filter(event -> isAt(event, "RelinkedMain.during")))
        .hasSize(RelinkedMain.ROUNDS);
    assertThat(events.stream().filter(event -> isAt(event, "RelinkedMain.after"))).isEmpty();
  }

  private static boolean isAt(RecordedEvent event, String method) {
    return event.hasField("operation") && String.valueOf(event.getString("site")).contains(method);
  }
}
