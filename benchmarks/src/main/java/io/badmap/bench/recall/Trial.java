package io.badmap.bench.recall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program that misuses a map.
 *
 * @param caught whether it was ended by a report
 * @param nanos how long it ran
 */
public record Trial(boolean caught, long nanos) {
  private static final long GRACE_SECONDS = 30;

  /**
   * Runs a command to its end.
   *
   * @param caught the exit code of a program that was caught
   * @param seconds how long it runs when it is not
   * @throws IOException if it cannot be started, does not end, or ends with another code than 0
   */
  public static Trial run(List<String> command, int caught, int seconds)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("badmap-recall", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("GORACE", "halt_on_error=1");
      long start = System.nanoTime();
      Process process = builder.start();
      boolean ended = process.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
      long nanos = System.nanoTime() - start;
      if (!ended) {
        process.destroyForcibly().waitFor();
        throw new IOException("no end: " + command + '\n' + Files.readString(output));
      }
      int code = process.exitValue();
      if (code != 0 && code != caught) {
        throw new IOException(
            "exit code " + code + " of " + command + '\n' + Files.readString(output));
      }
      return new Trial(code == caught, nanos);
    } finally {
      Files.delete(output);
    }
  }
}
