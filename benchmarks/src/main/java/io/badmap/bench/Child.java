package io.badmap.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that ran to its end.
 *
 * @param wallNanos from its start to its end, as the parent saw it
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Child(long wallNanos, String out, String err) {
  private static final long MINUTES = 15;

  /**
   * Runs {@code main} with this JVM's class path and waits for its end. Its output goes through
   * files, so that the parent does no work while the child is measured.
   *
   * @throws IOException if it cannot be started, ends with an error or does not end
   */
  static Child run(Jdk jdk, List<String> jvmArgs, Class<?> main, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(jvmArgs);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    Path out = Files.createTempFile("badmap-bench", ".out");
    Path err = Files.createTempFile("badmap-bench", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      long wall = System.nanoTime() - start;
      if (!ended) {
        process.destroyForcibly().waitFor();
        throw new IOException("no end after " + MINUTES + " minutes: " + command);
      }
      Child child = new Child(wall, read(out), read(err));
      if (process.exitValue() != 0) {
        throw new IOException(
            String.format(
                "status %d of %s%n%s%n%s", process.exitValue(), command, child.out, child.err));
      }
      return child;
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /**
   * What follows {@code key=} on a line of stdout.
   *
   * @throws IOException if no line begins so
   */
  String value(String key) throws IOException {
    return out.lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + key + " in: " + out));
  }

  int errBytes() {
    return err.getBytes(StandardCharsets.UTF_8).length;
  }

  /** How many misuses badmap reported, in its default format. */
  long reports() {
    return err.lines().filter(line -> line.startsWith("fatal error: ")).count();
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
