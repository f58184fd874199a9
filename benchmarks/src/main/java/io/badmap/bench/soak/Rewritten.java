package io.badmap.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A config file that is rewritten again and again, valid and broken in turn. For one thread. */
public final class Rewritten {
  private final Path file;
  private final String degrade;
  private int valid;
  private int broken;

  /**
   * Writes the first content.
   *
   * @param degrade where the breaker posts
   */
  public Rewritten(Path file, String degrade) throws IOException {
    this.file = file;
    this.degrade = degrade;
    Files.writeString(file, valid());
  }

  /** Writes the next content: a valid one is moved into place, a broken one written over. */
  public void next() throws IOException {
    if (valid > broken) {
      Files.writeString(file, broken());
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, valid());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** How many valid contents were written, the first included. */
  public int validCount() {
    return valid;
  }

  public int brokenCount() {
    return broken;
  }

  /** Each is another one: rules come, change and go, and once in sixteen events are recorded. */
  private String valid() {
    int turn = valid++;
    StringBuilder text =
        new StringBuilder(
            """
            # content %d
            action: %s
            events: %s
            observability: {trace_sampling: 0.1, rule_sync_mode: %s}
            budget: {cpu: 90%%, memory: 500MB}
            breaker: {failure_rate: 60%%, window: 1s, min_events: 5, cooldown: 2s, degrade: "%s"}
            rules:
              - {name: fixed, match: {classes: "io.badmap.demo.*"}, traffic: 50%%, action: throw}
            """
                .formatted(
                    turn,
                    turn % 4 < 2 ? "throw" : "log",
                    turn % 16 == 8 ? "sampled" : "misuse",
                    turn % 2 == 0 ? "delta" : "full",
                    degrade));
    for (int rule = 0; rule < turn % 3; rule++) {
      text.append("  - {name: rule-%d, traffic: %d%%, action: log}\n".formatted(rule, turn % 100));
    }
    return text.toString();
  }

  private String broken() {
    int turn = broken++;
    return switch (turn % 4) {
      case 0 -> "# content " + turn + "\naction: thrwo\n";
      case 1 -> "# content " + turn + "\nrules: [{name: a, action: throw}\n";
      case 2 -> "# content " + turn + "\nbreaker: {windwo: 1s}\n";
      default -> "# content " + turn + "\naction: !!javax.script.ScriptEngineManager [x]\n";
    };
  }
}
