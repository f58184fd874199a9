package io.badmap.it.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar badmap.jar analyze} and {@code extract}. */
class AnalyzeIT {
  private static final int OPERATIONS = 1000;
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFormOfTheReportIsNotWritten(Jdk jdk) throws IOException {
    String recording = recording(jdk, "ours.jfr");
    JvmRun summary = badmap(jdk, "analyze", recording);
    assertThat(summary.exitCode()).as(summary.told()).isZero();
    assertThat(summary.stdout())
        .contains("concurrent map writes #1", "verdict: two writers without a lock");
    assertThat(summary.stderr()).isEmpty();
    for (String ending : List.of(".html", ".json", ".trace.json", ".svg", ".png", ".pb.gz")) {
      Path report = folder.resolve("report" + ending);
      JvmRun run = badmap(jdk, "analyze", recording, "-o", report.toString());
      assertThat(run.exitCode()).as(run.told()).isZero();
      assertThat(run.stdout() + run.stderr()).isEmpty();
      assertThat(report).isNotEmptyFile();
    }
    JvmRun sequence = badmap(jdk, "extract", "--window", "10s", recording);
    assertThat(sequence.lines()).hasSize(OPERATIONS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theRecordingOfAKilledJvmIsLost(Jdk jdk) throws IOException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    JvmRun killed =
        Jvm.plain(jdk)
            .with("-XX:FlightRecorderOptions:repository=" + repository)
            .run(RecordedMain.class, "kill");
    assertThat(killed.exitCode()).as(killed.told()).isNotZero();

    JvmRun run = badmap(jdk, "analyze", repository.toString());

    assertThat(run.exitCode()).as(run.told()).isEqualTo(1);
    assertThat(run.stderr()).contains("was not finished, as when a JVM is killed");
    assertThat(run.stdout())
        .contains(String.format("%,d operations on 1 map", OPERATIONS), "concurrent map writes #1");
  }

  @Test
  void recordingsOfSeveralJdksAreMixedUp() throws IOException {
    List<String> command = new ArrayList<>(List.of("analyze"));
    List<Jdk> jdks = Jdks.all();
    for (Jdk jdk : jdks) command.add(recording(jdk, jdk.version().feature() + ".jfr"));
    JvmRun run = badmap(jdks.get(0), command.toArray(new String[0]));
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stdout())
        .contains(
            String.format(
                "%,d operations on %d map%s",
                OPERATIONS * jdks.size(), jdks.size(), jdks.size() == 1 ? "" : "s"));
    if (jdks.size() > 1) {
      assertThat(run.stderr()).contains("recordings of " + jdks.size() + " different JVMs");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatCannotBeReadHidesWhatCan(Jdk jdk) throws IOException {
    String good = recording(jdk, "good.jfr");
    byte[] bytes = Files.readAllBytes(Path.of(good));
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(bytes, bytes.length / 2));
    Path empty = Files.createFile(folder.resolve("empty.jfr"));
    Path foreign = Files.copy(Project.badmapJar(), folder.resolve("foreign.jfr"));

    JvmRun run =
        badmap(
            jdk, "analyze", good, cut.toString(), empty.toString(), foreign.toString(), "none.jfr");

    assertThat(run.exitCode()).as(run.told()).isEqualTo(1);
    assertThat(run.stdout()).contains("concurrent map writes #1");
    for (String told :
        List.of(
            "cut.jfr: is cut off in chunk 1",
            "empty.jfr: is empty",
            "foreign.jfr: is not a flight recording",
            "none.jfr: cannot be read: there is no such file")) {
      assertThat(Stream.of(run.stderr().split("\n")))
          .as(told)
          .filteredOn(l -> l.contains(told))
          .hasSize(1);
    }
    assertThat(badmap(jdk, "analyze", foreign.toString()).exitCode()).isEqualTo(65);
    assertThat(badmap(jdk, "analyze", good, "--window", "soon").exitCode()).isEqualTo(64);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aTerminalShowsNoProgressOrKeepsIt(Jdk jdk) throws IOException, InterruptedException {
    assumeThat(hasTerminal()).as("script of util-linux, for a terminal").isTrue();
    String one = recording(jdk, "one.jfr");
    String two = recording(jdk, "two.jfr");

    String shown = onTerminal(jdk, "analyze", one, two);

    List<String> parts = List.of(shown.split(Pattern.quote("\r\u001b[K"), -1));
    assertThat(parts).as(shown).hasSizeGreaterThanOrEqualTo(4);
    List<String> bars = parts.subList(1, parts.size() - 1);
    assertThat(bars).as(shown).allMatch(bar -> bar.matches("\\[(?=.{40}])#* *] \\d+ %"));
    assertThat(bars.get(0)).doesNotContain("100 %");
    assertThat(bars.get(bars.size() - 1)).isEqualTo("[" + "#".repeat(40) + "] 100 %");
    assertThat(parts.get(parts.size() - 1))
        .contains("concurrent map writes #1")
        .doesNotContain("[#", "100 %");

    JvmRun piped = badmap(jdk, "analyze", one, two);
    assertThat(piped.told()).doesNotContain("\u001b", "[#");
  }

  private static boolean hasTerminal() throws IOException, InterruptedException {
    if (!Files.isExecutable(SCRIPT)) return false;
    Process version = new ProcessBuilder(SCRIPT.toString(), "--version").start();
    return version.inputReader().lines().anyMatch(line -> line.contains("util-linux"))
        && version.waitFor() == 0;
  }

  /** What the terminal was sent, whose both streams are one. */
  private static String onTerminal(Jdk jdk, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(jdk.java().toString(), "-jar"));
    words.add(Project.badmapJar().toString());
    words.addAll(List.of(arguments));
    String command = "'" + String.join("' '", words) + "'";
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    Process process = builder.start();
    byte[] shown = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(shown, StandardCharsets.UTF_8);
  }

  private String recording(Jdk jdk, String name) {
    String file = folder.resolve(name).toString();
    JvmRun run = Jvm.plain(jdk).run(RecordedMain.class, "dump", file);
    assertThat(run.exitCode()).as(run.told()).isZero();
    return file;
  }

  private static JvmRun badmap(Jdk jdk, String... arguments) {
    List<String> all = new ArrayList<>(List.of(Project.badmapJar().toString()));
    all.addAll(List.of(arguments));
    return Jvm.plain(jdk).withClassPath(List.of()).run("-jar", all.toArray(new String[0]));
  }
}
