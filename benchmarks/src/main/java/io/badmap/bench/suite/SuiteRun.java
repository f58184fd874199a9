package io.badmap.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a suite.
 *
 * @param nanos from the start of its JVM to its end
 * @param passed how many tests passed
 * @param failed how many failed
 * @param reports how many misuses the agent reported
 */
public record SuiteRun(long nanos, int passed, int failed, int reports) {
  private static final Pattern PASSED = Pattern.compile("(\\d+) tests successful");
  private static final Pattern FAILED = Pattern.compile("(\\d+) tests failed");
  private static final long MINUTES = 10;

  /**
   * Runs it and waits for its end.
   *
   * @throws IOException if it cannot be started, does not end or does not count its tests
   */
  public static SuiteRun of(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("badmap-suite", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      long nanos = System.nanoTime() - start;
      if (!ended) {
        process.destroyForcibly().waitFor();
        throw new IOException("no end after " + MINUTES + " minutes: " + command);
      }
      String text = Files.readString(output);
      int reports = (int) text.lines().filter(line -> line.startsWith("fatal error: ")).count();
      return new SuiteRun(nanos, count(PASSED, text), count(FAILED, text), reports);
    } finally {
      Files.delete(output);
    }
  }

  private static int count(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("no '" + pattern + "' in: " + text);
    }
    return Integer.parseInt(matcher.group(1));
  }
}
