package io.badmap.it.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.JvmRun;
import java.util.List;
import java.util.Locale;

/**
 * Measures how often both sides of a first report are located, and how often exactly in flight:
 * each scenario of the demo so many times on each JDK, each time in a JVM of its own. Prints a
 * table in Markdown. Run by hand; docs/scenarios.md has the command.
 */
public final class Locate {
  private static final int DEFAULT_RUNS = 50;

  private Locate() {}

  /** Takes the number of runs of each scenario on each JDK. */
  public static void main(String[] arguments) {
    int runs = arguments.length == 0 ? DEFAULT_RUNS : Integer.parseInt(arguments[0]);
    System.out.println("| scenario | JDK | runs | reports | both located | both in flight |");
    System.out.println("|---|---|---:|---:|---:|---:|");
    Count all = new Count();
    for (String scenario : Demo.scenarios(Jdks.all().get(0))) {
      for (Jdk jdk : Jdks.all()) {
        Count count = new Count();
        for (int i = 0; i < runs; i++) {
          count.add(Demo.run(jdk, "format=json", scenario, "--seconds", "20"));
        }
        System.out.println(count.row(scenario, Integer.toString(jdk.version().feature())));
        all.add(count);
      }
    }
    System.out.println(all.row("all", "all"));
  }

  /** What came of a number of runs; a run counts by its first report. */
  private static final class Count {
    private int runs;
    private int reports;
    private int located;
    private int inFlight;

    void add(JvmRun run) {
      runs++;
      List<JsonNode> found = Demo.reports(run);
      if (found.isEmpty()) {
        System.err.println(run.told());
        return;
      }
      reports++;
      boolean exact = true;
      boolean known = true;
      for (JsonNode side : found.get(0).get("sides")) {
        String sighting = side.get("sighting").asText();
        known &= !sighting.equals("unknown");
        exact &= sighting.equals("in_flight");
      }
      located += known ? 1 : 0;
      inFlight += exact ? 1 : 0;
      if (!exact) {
        System.err.println(run.stderr());
      }
    }

    void add(Count other) {
      runs += other.runs;
      reports += other.reports;
      located += other.located;
      inFlight += other.inFlight;
    }

    String row(String scenario, String jdk) {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %d | %.0f %% | %.0f %% |",
          scenario,
          jdk,
          runs,
          reports,
          100.0 * located / Math.max(1, reports),
          100.0 * inFlight / Math.max(1, reports));
    }
  }
}
