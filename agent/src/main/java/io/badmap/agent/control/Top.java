package io.badmap.agent.control;

import io.badmap.MisuseReport;
import io.badmap.agent.budget.OwnThreads;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Met;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of maps with the most conflicts. */
final class Top {
  private static final int ROWS = 20;
  private static final int WIDTH = 48;

  private Top() {}

  private record Line(String map, long conflicts, long pairs, String latest) {}

  static String table(Counts counts, List<Met> met, OwnThreads threads) {
    Map<String, Line> byMap = new LinkedHashMap<>();
    for (Met each : met) {
      MisuseReport report = each.report();
      String name = report.mapName() == null ? "" : " " + report.mapName();
      String map = report.mapClass() + name;
      Line line = byMap.getOrDefault(map, new Line(map, 0, 0, ""));
      // The latest report comes first.
      String latest = line.latest.isEmpty() ? report.kind().message() : line.latest;
      byMap.put(map, new Line(map, line.conflicts + each.times(), line.pairs + 1, latest));
    }
    List<Line> lines = new ArrayList<>(byMap.values());
    lines.sort(Comparator.comparingLong(Line::conflicts).reversed());
    StringBuilder text = new StringBuilder();
    text.append(LocalTime.now().truncatedTo(ChronoUnit.SECONDS)).append("  conflicts ");
    text.append(counts.met()).append(", reported ").append(counts.reported());
    text.append(", folded ").append(counts.folded()).append(", suppressed ");
    text.append(counts.suppressed()).append('\n').append(threads.told()).append('\n');
    text.append(
        String.format(Locale.ROOT, "%10s %6s  %-48s %s%n", "CONFLICTS", "PAIRS", "MAP", "LATEST"));
    for (Line line : lines.subList(0, Math.min(ROWS, lines.size()))) {
      text.append(
          String.format(
              Locale.ROOT,
              "%10d %6d  %-48s %s%n",
              line.conflicts,
              line.pairs,
              shortened(line.map),
              line.latest));
    }
    return text.toString();
  }

  /** The end of a long name tells more than its beginning. */
  private static String shortened(String name) {
    return name.length() <= WIDTH ? name : "..." + name.substring(name.length() - WIDTH + 3);
  }
}
