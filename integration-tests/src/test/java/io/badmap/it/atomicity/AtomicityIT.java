package io.badmap.it.atomicity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Check-then-act on concurrent maps, in real JVMs. */
class AtomicityIT {
  private static final List<String> CLASSES =
      List.of(
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.util.Collections$SynchronizedMap");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void eachInterleavedCheckThenActIsReportedWithItsThreeSites(Jdk jdk) throws IOException {
    JvmRun run = Jvm.guarded(jdk, "atomicity=on,format=json").run(ReportedMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.lines()).hasSize(14);
    Set<String> expected = new TreeSet<>();
    for (String pattern : run.lines()) {
      for (String type : CLASSES) {
        expected.add(pattern + " of " + type);
      }
    }
    Set<String> reported = new TreeSet<>();
    for (JsonNode report : reports(run)) {
      assertThat(report.at("/message").asText()).isEqualTo("non-atomic check-then-act");
      assertThat(report.at("/check/decides").asBoolean()).as(report.toString()).isTrue();
      assertThat(report.at("/check/side/thread/name").asText()).isEqualTo("main");
      assertThat(report.at("/sides/0/operation").asText()).isEqualTo("put");
      assertThat(report.at("/sides/1/thread/name").asText()).isEqualTo("other");
      assertThat(report.at("/sides/1/caller/class").asText()).endsWith(".ReportedMain");
      reported.add(patternOf(report) + " of " + report.at("/map/class").asText());
    }
    assertThat(reported).as(run::told).isEqualTo(expected);
  }

  /** The method that holds both, which the outermost frames below {@code run} name. */
  private static String patternOf(JsonNode report) {
    String pattern = "";
    for (JsonNode frame : report.at("/check/side/stack")) {
      String method = frame.at("/method").asText();
      if (method.equals("run")) {
        break;
      }
      boolean own = frame.at("/class").asText().endsWith(".ReportedMain");
      boolean wraps = method.equals("behindMethods") || method.startsWith("lambda$");
      if (own && !wraps) {
        pattern = method;
      }
    }
    return pattern;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void useThatIsNoCheckThenActIsSilent(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "atomicity=on").run(SilentMain.class);
    assertThat(run.stderr()).as(run::told).isEmpty();
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stdout()).endsWith("26 patterns\n");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void threadsThatLoseCountsAreToldAndThoseThatMergeAreNot(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "atomicity=on").run(RacingMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    String told = "non-atomic check-then-act count count count";
    assertThat(run.lines()).containsExactly(told, "200000", told, "200000", told, "200000");
    assertThat(run.stderr()).as(run::told).doesNotContain("RacingMain.merge");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theReportNamesCheckActAndForeignWriteInWords(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "atomicity=on,action=halt").run(ReportedMain.class);
    assertThat(run.exitCode()).as("never halts: %s", run.told()).isZero();
    assertThat(run.stderr())
        .contains(
            "warning: non-atomic check-then-act\nmap java.util.concurrent.ConcurrentHashMap@",
            "\nsaw no value, and ",
            " us later put over the value of another thread\ncheck: get, in flight, thread \"main\"",
            "\n    at io.badmap.it.atomicity.ReportedMain.absentThenPut(ReportedMain.java:",
            "\nact: put, value only, in flight, thread \"main\"",
            "\nforeign write: put, structural, in flight, thread \"other\"",
            " us later put back what another thread had removed\n",
            "\nhint: computeIfAbsent or putIfAbsent looks up and puts in one step");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRecursiveUpdateIsToldInWordsAndTheMapsOwnExceptionStays(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "atomicity=on").run(RecursionMain.class);
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.lines()).containsExactly("Recursive update", "Recursive update", "end");
    assertThat(run.stderr())
        .containsSubsequence(
            "warning: recursive update of a ConcurrentHashMap\n",
            "refused: merge, stopped, in flight, thread \"main\"",
            "RecursionMain.inner(RecursionMain.java:",
            "computing: computeIfAbsent, unfinished, in flight, thread \"main\"",
            "RecursionMain.ofTheSameKey(RecursionMain.java:",
            "hint: a mapping function must not change the map that calls it",
            "warning: recursive update of a ConcurrentHashMap\n",
            "refused: computeIfAbsent, unfinished, in flight, thread \"main\"",
            "RecursionMain.ofACollidingKey(RecursionMain.java:",
            "hint: ");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void noKeyAndNoValueIsAskedForAnythingByTheHooks(Jdk jdk) {
    JvmRun guarded = Jvm.guarded(jdk, "atomicity=on").run(CountingKeyMain.class);
    JvmRun plain = Jvm.plain(jdk).run(CountingKeyMain.class);
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    assertThat(guarded.lines()).hasSize(3).isEqualTo(plain.lines());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutTheOptionNothingOfItIsWovenOrLoaded(Jdk jdk) {
    assertThat(touched(jdk, "atomicity=on")).isNotEmpty();
    assertThat(touched(jdk, "")).isEmpty();
    assertThat(touched(jdk, "atomicity=off")).isEmpty();
  }

  /** Lines of the JVM's log about classes of this option, loaded or redefined. */
  private static List<String> touched(Jdk jdk, String arguments) {
    JvmRun run =
        Jvm.guarded(jdk, arguments)
            .with("-Xlog:class+load,redefine+class+load=info:stdout")
            .run(RecursionMain.class);
    assertThat(run.stdout()).as(run::told).contains("io.badmap.guard.Conflicts").contains("end");
    return run.lines().stream().filter(AtomicityIT::isOfTheOption).toList();
  }

  private static boolean isOfTheOption(String line) {
    boolean redefined =
        line.contains("redefin") && CLASSES.stream().anyMatch(type -> names(line, type));
    return redefined || line.matches(".* io\\.badmap\\.(agent\\.\\S*A|a)tomicity\\S* source: .*");
  }

  private static boolean names(String line, String type) {
    return line.contains(type) || line.contains(type.replace('.', '/'));
  }

  private static List<JsonNode> reports(JvmRun run) throws IOException {
    List<JsonNode> reports = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : run.stderr().lines().toList()) {
      JsonNode node = json.readTree(line);
      if (node.has("number")) {
        reports.add(node);
      }
    }
    return reports;
  }
}
