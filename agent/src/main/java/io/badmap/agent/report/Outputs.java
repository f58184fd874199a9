package io.badmap.agent.report;

import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Opens what {@code out} names. */
public final class Outputs {
  private Outputs() {}

  /**
   * The output for a value of {@code out}. A file is opened here, so that one that cannot be
   * written is told at start.
   *
   * @param out {@code stderr}, {@code slf4j} or a file name with {@code %p} and {@code %t}
   * @param start the start time for {@code %t}
   * @param stderr the fallback
   */
  public static Output open(String out, Instant start, Stderr stderr) {
    return switch (out) {
      case "stderr" -> stderr;
      case "slf4j" -> new Slf4jOutput(stderr);
      default -> new FileOutput(fileName(out, start, ZoneId.systemDefault()), stderr);
    };
  }

  /** The folder of that output; the working directory where it is no file. */
  public static Path folder(String out, Instant start) {
    if (out.equals("stderr") || out.equals("slf4j")) {
      return Path.of("");
    }
    Path folder = Path.of(fileName(out, start, ZoneId.systemDefault())).getParent();
    return folder == null ? Path.of("") : folder;
  }

  /**
   * Replaces {@code %p} by the process id, {@code %t} by the time, {@code %%} by a percent sign.
   */
  static String fileName(String pattern, Instant start, ZoneId zone) {
    if (pattern.indexOf('%') < 0) {
      return pattern;
    }
    StringBuilder name = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      char next = at < pattern.length() ? pattern.charAt(at) : 0;
      if (c != '%' || "pt%".indexOf(next) < 0) {
        name.append(c);
        continue;
      }
      at++;
      switch (next) {
        case 'p' -> name.append(ProcessHandle.current().pid());
        case 't' ->
            name.append(
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                    .format(start.atZone(zone)));
        default -> name.append('%');
      }
    }
    return name.toString();
  }
}
