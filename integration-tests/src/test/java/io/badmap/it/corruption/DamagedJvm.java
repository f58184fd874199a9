package io.badmap.it.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A JVM that started without the agent, in which a race has damaged a map and a thread called
 * {@code look-up} hangs in it; one of the writers may hang as well.
 */
final class DamagedJvm implements AutoCloseable {
  /** One race in five leaves a writer that hangs, and no key whose look-up does. */
  private static final int ATTEMPTS = 6;

  private static final int ROUNDS_SECONDS = 30;

  /** Far beyond what anything here needs, on a busy machine too. */
  private static final Duration LONG = Duration.ofSeconds(120);

  private final Jdk jdk;
  private final Process process;
  private final Path stdout = Files.createTempFile("damaged", ".out");
  private final Path stderr = Files.createTempFile("damaged", ".err");

  private DamagedJvm(Jdk jdk, RacedMap map) throws IOException {
    this.jdk = jdk;
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
    if (jdk.version().feature() >= 21) {
      command.add("-XX:+EnableDynamicAgentLoading");
    }
    command.addAll(List.of("-cp", Project.target("test-classes").toString()));
    command.addAll(List.of(DamagingRace.class.getName(), map.name(), "" + ROUNDS_SECONDS));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
    builder.environment().remove("BADMAP");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    process = builder.start();
  }

  /**
   * Races until that comes about.
   *
   * @throws org.opentest4j.TestAbortedException if it does not, within some rounds
   */
  static DamagedJvm race(Jdk jdk, RacedMap map) throws Exception {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      DamagedJvm jvm = new DamagedJvm(jdk, map);
      String outcome = jvm.nextLine(0);
      if (outcome.startsWith("damaged in round ")) {
        return jvm;
      }
      outcomes.add(outcome + jvm.stderr());
      jvm.close();
    }
    Assumptions.abort("no race has damaged a " + map + " map so that it can be shown: " + outcomes);
    throw new AssertionError();
  }

  /** Lets the main thread look the key up, and gives what came of it. */
  String lookUp() throws IOException {
    int lines = stdoutLines().size();
    process.outputWriter().append("look up\n").flush();
    return nextLine(lines);
  }

  void attach(String options) {
    JvmRun attached =
        Jvm.plain(jdk)
            .withClassPath(List.of())
            .run(
                "-jar",
                Project.badmapJar().toString(),
                "attach",
                Long.toString(process.pid()),
                options);
    assertThat(attached.exitCode()).as(attached.told()).isZero();
  }

  String stderr() throws IOException {
    return Files.readString(stderr);
  }

  /** The line after the first {@code lines}, when it is there. */
  private String nextLine(int lines) throws IOException {
    await().atMost(LONG).until(() -> stdoutLines().size() > lines || !process.isAlive());
    List<String> all = stdoutLines();
    return all.size() > lines ? all.get(lines) : "ended with " + process.exitValue();
  }

  private List<String> stdoutLines() throws IOException {
    String text = Files.readString(stdout);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.delete(stdout);
    Files.delete(stderr);
  }
}
