package io.badmap.it.control;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.control.app.Racing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs {@link Racing} until it is closed, and the command line that goes to it. */
final class Running implements AutoCloseable {
  private final Jdk jdk;
  private final Process process;
  private final Path stderr;

  private Running(Jdk jdk, Process process, Path stderr) {
    this.jdk = jdk;
    this.process = process;
    this.stderr = stderr;
  }

  static Running start(Jdk jdk, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
    if (jdk.version().feature() >= 21) {
      command.add("-XX:+EnableDynamicAgentLoading");
    }
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", Project.target("test-classes").toString()));
    command.add(Racing.class.getName());
    Path stderr = Files.createTempFile("racing", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(stderr.toFile());
    builder.environment().remove("BADMAP");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.inputReader().readLine();
    return new Running(jdk, process, stderr);
  }

  String pid() {
    return Long.toString(process.pid());
  }

  String stderr() throws IOException {
    return Files.readString(stderr);
  }

  /** Runs {@code java -jar badmap.jar} with these arguments, on the same JDK. */
  JvmRun command(String... arguments) {
    return Jvm.plain(jdk)
        .withClassPath(List.of())
        .run("-jar", concat(Project.badmapJar().toString(), arguments));
  }

  private static String[] concat(String first, String[] rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray(new String[0]);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    Files.delete(stderr);
  }
}
