package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code Badmap.misuseBreakpoint}, with the debugger of the JDK. */
class DebuggerIT {
  private static final String BREAKPOINT = "io.badmap.Badmap.misuseBreakpoint";

  /** Far longer than the debugger takes, so that both sides stay where they are. */
  private static final String PARKED = "action=park,park=60000";

  /** jdb heads each thread's frames with its name. */
  private static List<String> framesOf(String thread, String dump) {
    return Arrays.stream(dump.split("\n(?= {2}\\[1\\]|\\w.*:\n)"))
        .filter(part -> part.contains(thread))
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

      String dump = debugger.tell("where all", "arriving[1] ") + debugger.tell("print 6*7", "42");
      assertThat(dump).contains("owner:", "arriving:");
      for (String side : List.of("owner:", "arriving:")) {
        assertThat(dump.substring(dump.indexOf(side)))
            .as(side + " in " + dump)
            .contains("java.util.HashMap.put (HashMap.java:", "ParkedPair.");
      }
      assertThat(debugger.tell("print report.kind()", "arriving[1] ")).contains("WRITES");
      assertThat(framesOf("owner", dump)).isNotNull();
    }
  }
}
