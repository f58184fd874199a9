package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code Badmap.misuseBreakpoint}, with the debugger of the JDK. */
class DebuggerIT {
  private static final String BREAKPOINT = "io.badmap.Badmap.misuseBreakpoint";

  /** Far longer than the debugger takes, so that both sides stay where they are. */
  private static final String PARKED = "action=park,park=60000";

  /** jdb puts the name of a thread above its frames, which are indented. */
  private static List<String> framesOf(String thread, String dump) {
    return dump.lines()
        .dropWhile(line -> !line.equals(thread + ":"))
        .skip(1)
        .takeWhile(line -> line.startsWith("  ["))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aDebuggerThatStopsThereShowsOneSideOnly(Jdk jdk) throws Exception {
    Path jdb = jdk.home().resolve("bin").resolve("jdb");
    assumeTrue(Files.isExecutable(jdb), jdk + " has no jdb");
    Jvm jvm = Jvm.guarded(jdk, PARKED);
    try (Debugger debugger = Debugger.of(jvm, jdb, ParkedPair.class, Duration.ofSeconds(100))) {
      debugger.tell("stop in " + BREAKPOINT, "Deferring breakpoint");
      String hit = debugger.tell("run", "line=");
      assertThat(hit)
          .contains("Breakpoint hit", "\"thread=arriving\"", "Badmap.misuseBreakpoint()");

      String dump = debugger.tell("where all\nprint report.kind()", "report.kind() = \"WRITES\"");
      for (String side : List.of("owner", "arriving")) {
        assertThat(framesOf(side, dump))
            .as(side + " in " + dump)
            .anyMatch(frame -> frame.contains(" java.util.HashMap.put (HashMap.java:"))
            .anyMatch(frame -> frame.contains(" io.badmap.it.hunt.ParkedPair.lambda$main$"));
      }
    }
  }
}
