package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.agent.options.Traceback;
import java.time.ZoneId;
import java.util.List;

/**
 * A pair of sites that was reported.
 *
 * @param report the report of their first meeting
 * @param times how often they have met
 */
public record Met(MisuseReport report, long times) {
  /** The report as text, with both stacks. */
  public String text() {
    return new TextFormat(Traceback.INVOLVED, ZoneId.systemDefault()).report(report, List.of());
  }
}
