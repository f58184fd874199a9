package io.badmap.it.hunt;

import io.badmap.it.Jvm;
import io.badmap.it.Project;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A {@code jdb} that runs a program: takes commands one by one, and waits for what they print. For
 * one thread.
 */
final class Debugger implements AutoCloseable {
  private final Process process;
  private final Reader output;
  private final Writer input;
  private final StringBuilder told = new StringBuilder();
  private int read;

  private Debugger(Process process) {
    this.process = process;
    output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts it, with a program that waits for {@code run}. */
  static Debugger of(Jvm jvm, Path jdb, Class<?> main, Duration limit) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdb.toString());
    command.add("-classpath");
    command.add(
        jvm.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(Project.target("").toFile()).redirectErrorStream(true);
    // Of the options of a launcher, jdb itself passes few on.
    builder.environment().put("JDK_JAVA_OPTIONS", String.join(" ", jvm.options()));
    Process process = builder.start();
    // Ends the wait for words that never come.
    process
        .onExit()
        .orTimeout(limit.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    return new Debugger(process);
  }

  /**
   * Gives a command and waits until {@code words} are printed; gives what was printed till then.
   */
  String tell(String command, String words) throws IOException {
    input.write(command + "\n");
    input.flush();
    int from = read;
    while (told.indexOf(words, from) < 0) {
      int next = output.read();
      if (next < 0) {
        throw new AssertionError("'" + command + "' was not answered by '" + words + "': " + told);
      }
      told.append((char) next);
    }
    read = told.length();
    return told.substring(from);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
