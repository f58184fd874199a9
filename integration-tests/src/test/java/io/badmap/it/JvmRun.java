package io.badmap.it;

import java.util.List;

/**
 * What a JVM left behind.
 *
 * @param command the whole command line
 * @param exitCode as the operating system gave it
 * @param stdout standard output
 * @param stderr standard error, where the agent reports by default
 */
public record JvmRun(List<String> command, int exitCode, String stdout, String stderr) {
  /** Standard output, line by line. */
  public List<String> lines() {
    return stdout.lines().toList();
  }

  /** Everything, as the message of a failed assertion shows it. */
  public String told() {
    return String.join(" ", command)
        + "\nexit code "
        + exitCode
        + "\n--- stdout\n"
        + stdout
        + "--- stderr\n"
        + stderr;
  }
}
