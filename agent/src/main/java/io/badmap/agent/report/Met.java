package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.agent.options.Traceback;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A pair of sites that was reported.
 *
 * @param report the report of their first meeting
 * @param times how often they have met
 * @param byRule how many of these a rule decided, by its name
 */
public record Met(MisuseReport report, long times, Map<String, Long> byRule) {
  /** The report as text, with both stacks. */
  public String text() {
    return new TextFormat(Traceback.INVOLVED, ZoneId.systemDefault()).report(report, List.of());
  }
}
