package io.badmap.tools.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A table of the maps with the most conflicts, again and again. */
@Command(
    name = "top",
    description =
        "Shows the maps with the most conflicts and what the agent costs, until it is stopped.")
public final class TopCommand extends ControlCommand {
  /** To the first column of the first line, and erase from there: ECMA-48, CUP and ED. */
  private static final String REDRAW = "\u001b[H\u001b[J";

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "between two tables (default ${DEFAULT-VALUE})")
  private double interval;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "TABLES",
      defaultValue = "0",
      description = "how many tables; 0, the default, until it is stopped or the JVM ends")
  private int count;

  @Override
  void run(Target target) throws Refusal, InterruptedException {
    boolean redraw = isTerminal();
    try (Connection connection = Connection.to(target)) {
      for (int i = 1; ; i++) {
        String table = connection.ask("top");
        print(redraw ? REDRAW + table : table);
        out().flush();
        if (i == count) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(Math.max(100, (long) (interval * 1000)));
      }
    }
  }

  /** {@code System.console()} does not tell: from JDK 22 on there is one for a pipe as well. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
