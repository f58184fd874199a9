package io.badmap.it.options;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.faults.Harm;
import io.badmap.it.faults.app.Collision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where reports go and in which form. */
class OutputIT {
  private static final String REPORT = "fatal error: concurrent map writes";
  private static final String SLF4J = "org.slf4j:slf4j-simple:2.0.20";
  private static final String LOGBACK = "ch.qos.logback:logback-classic:1.5.21";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFileIsNamedWronglyOrReportsAreTornApart(Jdk jdk) throws IOException {
    String out = folder.resolve("badmap-%p-%t.log").toString();
    Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, "action=log,out=" + out), Collision.class);
    Path file = onlyFile();
    assertThat(file.getFileName().toString()).matches("badmap-\\d+-\\d{8}-\\d{6}\\.log");
    assertThat(Files.readString(file)).startsWith(REPORT).contains("\nhint: ");
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theLoggerOfTheApplicationDoesNotGetTheReport(Jdk jdk) {
    Path[] slf4j = Artifacts.classPath(SLF4J).toArray(new Path[0]);
    JvmRun run = Jvm.guarded(jdk, "action=log,out=slf4j").andClassPath(slf4j).run(Collision.class);
    assertThat(run.stderr())
        .as(run.told())
        .contains(" ERROR io.badmap - " + REPORT)
        .doesNotContain("reports go to stderr");
  }

  /** Logback has no level for a missing configuration to hide, and writes to standard output. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void logbackDoesNotGetTheReport(Jdk jdk) {
    Path[] logback = Artifacts.classPath(LOGBACK).toArray(new Path[0]);
    JvmRun run =
        Jvm.guarded(jdk, "action=log,out=slf4j").andClassPath(logback).run(Collision.class);
    assertThat(run.stdout()).as(run.told()).contains(" ERROR io.badmap -- " + REPORT);
    assertThat(run.stderr()).as(run.told()).doesNotContain("badmap");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aReportIsLostWhereThereIsNoLogger(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=log,out=slf4j").run(Collision.class);
    assertThat(Harm.ownLines(Jvm.plain(jdk).run(Collision.class), run))
        .as(run.told())
        .startsWith(
            "badmap: the application has no SLF4J that logs errors of io.badmap: reports go to"
                + " stderr",
            REPORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aLineIsNoJsonOrLacksADocumentedField(Jdk jdk) throws IOException {
    JvmRun run =
        Jvm.guarded(jdk, "action=log,format=json,summary=true,traceback=all")
            .run(Collision.class, "2");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.stderr().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).as(run.told()).hasSize(2);

    JsonNode report = lines.get(0);
    assertFields(
        report,
        "number",
        "kind",
        "message",
        "time",
        "watchedSince",
        "map",
        "sides",
        "hint",
        "threads");
    assertThat(report.get("number").asLong()).isEqualTo(1);
    assertThat(report.get("kind").asText()).isEqualTo("writes");
    assertThat(report.get("message").asText()).isEqualTo("concurrent map writes");
    assertFields(report.get("map"), "class", "identity", "name", "size");
    assertThat(report.get("sides")).hasSize(2);
    for (JsonNode side : report.get("sides")) {
      assertFields(
          side, "operation", "access", "effect", "sighting", "thread", "caller", "stack", "locks");
      assertFields(side.get("thread"), "name", "id", "virtual", "carrier");
      assertFields(side.get("caller"), "class", "method", "file", "line");
      assertFields(side.get("stack").get(0), "class", "method", "file", "line");
      assertThat(side.get("operation").asText()).isEqualTo("put");
    }
    assertFields(report.get("threads").get(0), "name", "id", "state", "stack");

    JsonNode closing = lines.get(1).get("closing");
    assertFields(closing, "repeats", "notes", "summary");
    assertFields(
        closing.get("summary"),
        "watched",
        "met",
        "reported",
        "folded",
        "suppressed",
        "dropped",
        "valueOnly",
        "sampledOut",
        "passed");
    assertFields(closing.get("repeats").get(0), "number", "sites", "times");
  }

  private static void assertFields(JsonNode object, String... names) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    assertThat(fields).containsExactly(names);
  }
}
