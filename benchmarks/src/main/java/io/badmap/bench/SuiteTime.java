package io.badmap.bench;

import io.badmap.bench.suite.Suite;
import io.badmap.bench.suite.SuiteRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table of suites: what a whole suite of tests pays for being hunted in. */
public final class SuiteTime {
  private static final double LIMIT = 1.3;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String USAGE =
      """
      --runs N                runs of each suite in each way, taken in turn (default 5)
      --suites A,B            only suites whose names contain one of these (default: all)
      --options OPTIONS       what the agent is told (default: hunt=on)
      """;

  private final Bench bench;
  private final int runs;
  private final List<Suite> suites;
  private final String options;

  private SuiteTime(Arguments arguments, Bench bench) throws IOException {
    this.bench = bench;
    runs = arguments.count("--runs", bench.quick() ? 1 : 5);
    String given = arguments.last("--options");
    options = given == null ? "hunt=on" : given;
    suites = suites(arguments.last("--suites"));
  }

  /** Prints a table for each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(
        args,
        Set.of("--runs", "--suites", "--options"),
        Set.of(),
        USAGE,
        (arguments, bench) -> {
          SuiteTime times = new SuiteTime(arguments, bench);
          for (Jdk jdk : bench.jdks()) {
            System.out.print(times.table(jdk));
          }
        });
  }

  private static List<Suite> suites(@Nullable String names) throws IOException {
    List<Suite> all = Suite.all(Bench.target());
    if (names == null) {
      return all;
    }
    List<Suite> chosen = new ArrayList<>();
    for (Suite suite : all) {
      if (List.of(names.split(",")).stream().anyMatch(suite.name()::contains)) {
        chosen.add(suite);
      }
    }
    if (chosen.isEmpty()) {
      throw new UsageException("no suite " + names);
    }
    return chosen;
  }

  private String table(Jdk jdk) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "suite",
            "tests",
            "failed, plain",
            "failed, hunt",
            "seconds, plain",
            "seconds, hunt",
            "ratio",
            "limit",
            "reports");
    for (Suite suite : suites) {
      table.add(row(jdk, suite));
    }
    return bench.heading(jdk, "suites")
        + String.format(
            "Medians of %d runs in turn, plain and with %s; the limit is that of the ratio.%n%n",
            runs, options)
        + table;
  }

  private String[] row(Jdk jdk, Suite suite) throws IOException, InterruptedException {
    Samples plain = new Samples();
    Samples hunted = new Samples();
    SuiteRun last = null;
    SuiteRun lastHunted = null;
    int reports = 0;
    for (int run = 1; run <= runs; run++) {
      System.err.printf("JDK %s, %s, run %d of %d%n", jdk.version(), suite.name(), run, runs);
      last = SuiteRun.of(suite.command(jdk.java(), bench.jvmArgs()));
      plain.add(last.nanos() / NANOS_PER_SECOND);
      List<String> more = new ArrayList<>(bench.jvmArgs());
      more.add(bench.javaagent() + "=" + options);
      lastHunted = SuiteRun.of(suite.command(jdk.java(), more));
      hunted.add(lastHunted.nanos() / NANOS_PER_SECOND);
      reports += lastHunted.reports();
    }
    if (last == null || lastHunted == null) {
      throw new IllegalStateException("no run");
    }
    Ratio ratio = Ratio.of(hunted, plain);
    return new String[] {
      suite.name(),
      Integer.toString(last.passed() + last.failed()),
      Integer.toString(last.failed()),
      Integer.toString(lastHunted.failed()),
      String.format(Locale.ROOT, "%.1f", plain.median()),
      String.format(Locale.ROOT, "%.1f", hunted.median()),
      ratio.text(),
      ratio.against(LIMIT),
      Integer.toString(reports)
    };
  }
}
