package io.badmap.bench;

import java.util.Locale;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What a recorded operation costs, as a table of percentiles. */
public final class EventCost {
  private static final String RECORDING = "events=all";

  private EventCost() {}

  /** Runs on each JDK. */
  public static void main(String[] args) throws Exception {
    Bench.main(args, Set.of(), Set.of(), "", (arguments, bench) -> run(bench));
  }

  private static void run(Bench bench) throws Exception {
    for (Jdk jdk : bench.jdks()) {
      MarkdownTable table = new MarkdownTable("operation", "stack", "p50 ns", "p90 ns", "p99 ns");
      for (RunResult result : new Runner(options(bench, jdk).build()).run()) {
        var times = result.getPrimaryResult().getStatistics();
        table.add(
            result.getPrimaryResult().getLabel(),
            result.getParams().getParam("stack"),
            nanos(times.getPercentile(50)),
            nanos(times.getPercentile(90)),
            nanos(times.getPercentile(99)));
      }
      System.out.print(bench.heading(jdk, "recorded operations, " + RECORDING));
      System.out.println();
      System.out.print(table);
    }
  }

  private static String nanos(double nanos) {
    return String.format(Locale.ROOT, "%.0f", nanos);
  }

  private static ChainedOptionsBuilder options(Bench bench, Jdk jdk) {
    String agent = bench.javaagent();
    return new OptionsBuilder()
        .include(EventOps.class.getName() + "\\.")
        .jvm(jdk.java())
        .jvmArgs(agent.contains("=") ? agent : agent + '=' + RECORDING)
        .forks(1)
        .warmupIterations(bench.quick() ? 1 : 5)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(bench.quick() ? 1 : 5)
        .measurementTime(TimeValue.milliseconds(500))
        .shouldFailOnError(true);
  }
}
