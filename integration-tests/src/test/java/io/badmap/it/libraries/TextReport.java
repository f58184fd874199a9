package io.badmap.it.libraries;

import java.util.ArrayList;
import java.util.List;

/**
 * One report as the agent prints it.
 *
 * @param headline the line that begins with {@code fatal error:}
 * @param sides the frames of each side, without the leading {@code at}
 */
record TextReport(String headline, List<List<String>> sides) {
  private static final String START = "fatal error: ";
  private static final String FRAME = "at ";

  /** Every report in some output, in order. */
  static List<TextReport> parse(String output) {
    List<TextReport> reports = new ArrayList<>();
    for (String raw : output.lines().toList()) {
      String line = raw.strip();
      if (line.startsWith(START)) {
        reports.add(new TextReport(line, new ArrayList<>()));
        continue;
      }
      if (reports.isEmpty()) {
        continue;
      }
      List<List<String>> sides = reports.get(reports.size() - 1).sides();
      if (line.matches("side \\d+: .*")) {
        sides.add(new ArrayList<>());
      } else if (line.startsWith(FRAME) && !sides.isEmpty()) {
        sides.get(sides.size() - 1).add(line.substring(FRAME.length()));
      }
    }
    return reports;
  }

  /** Whether the stacks of both sides go through a class or a class nested in it. */
  boolean bothSidesInside(String className) {
    return sides.size() == 2
        && sides.stream()
            .allMatch(
                frames ->
                    frames.stream()
                        .anyMatch(
                            frame ->
                                frame.contains(className + ".")
                                    || frame.contains(className + "$")));
  }
}
