package io.badmap.agent.metrics;

import io.badmap.MisuseReport;
import io.badmap.agent.budget.BreakerStatus;
import io.badmap.agent.budget.BudgetStatus;
import io.badmap.agent.budget.OwnThreads;
import io.badmap.agent.canary.Production;
import io.badmap.agent.canary.RuleStatus;
import io.badmap.agent.config.ConfigStatus;
import io.badmap.agent.metrics.Family.Point;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Met;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import io.badmap.guard.GuardCounters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the numbers of one agent. Thread-safe. */
final class Readings {
  /** So many series of misuses at most; what is met later counts for the map {@code other}. */
  private static final int SERIES = 100;

  private static final String OTHER = "other";

  private final Reporter reporter;
  private final Installer installer;
  private final @Nullable Production production;
  private final OwnThreads threads = new OwnThreads();
  private final Set<List<String>> shown = new HashSet<>();
  private long lookedNanos = System.nanoTime();
  private long cpuNanos;
  private double usage;

  /**
   * @param production what goes by a config file; {@code null} where there is none
   */
  Readings(Reporter reporter, Installer installer, @Nullable Production production) {
    this.production = production;
    this.reporter = reporter;
    this.installer = installer;
  }

  List<Family> all() {
    Counts counts = reporter.counts();
    List<Family> families = new ArrayList<>();
    families.add(misuses());
    families.add(
        new Family(
            "badmap_conflicts_total",
            true,
            "Conflicts met, by what became of them.",
            outcomes(counts)));
    families.add(
        Family.counter(
            "badmap_unattributed_total",
            "Changes seen inside a read that nobody could be blamed for.",
            GuardCounters.unattributed()));
    families.add(
        Family.counter(
            "badmap_healed_total",
            "Tags without an owner that were cleared.",
            GuardCounters.healed()));
    families.add(
        Family.counter(
            "badmap_report_failures_total",
            "Failures of the reporting itself, which the application never sees.",
            counts.faults()));
    families.add(
        Family.gauge(
            "badmap_watched_classes", "Classes that are watched.", installer.classCount()));
    families.add(
        Family.gauge(
            "badmap_watched_methods", "Methods that are watched.", installer.entryPoints()));
    families.add(
        Family.gauge(
            "badmap_probe_cpu_usage",
            "Share of one processor that the agent's own threads took since the last look.",
            usage()));
    Production running = production;
    if (running != null) {
      addProduction(families, running);
    }
    return families;
  }

  private static void addProduction(List<Family> families, Production production) {
    ConfigStatus config = production.config();
    families.add(
        new Family(
            "badmap_config_reload_total",
            true,
            "Contents of the config file, by what became of them; the first one is applied.",
            List.of(
                new Point(List.of("result", "applied"), config.applied()),
                new Point(List.of("result", "failed"), config.failed()),
                new Point(List.of("result", "rolled_back"), config.rolledBack()))));
    families.add(
        Family.counter(
            "badmap_rules_applied_total",
            "Rules that came into force, one by one.",
            config.rulesApplied()));
    families.add(
        Family.gauge(
            "badmap_intercept_rate",
            "Share of conflicts that is looked at, 0 to 1.",
            production.interceptRate()));
    List<Point> rules = new ArrayList<>();
    for (RuleStatus rule : production.rules()) {
      if (rules.size() < SERIES) {
        rules.add(new Point(List.of("rule", rule.name()), rule.misuses()));
      }
    }
    families.add(
        new Family("badmap_rule_misuse_total", true, "Conflicts that a rule decided.", rules));
    BreakerStatus breaker = production.breaker();
    if (breaker != null) {
      double state = List.of("closed", "half-open", "open").indexOf(breaker.state());
      families.add(
          Family.gauge("badmap_breaker_state", "0 is closed, 1 half-open, 2 open.", state));
      families.add(
          Family.counter("badmap_breaker_trips_total", "Times it has opened.", breaker.trips()));
    }
    BudgetStatus budget = production.budget();
    if (budget != null) {
      families.add(
          new Family(
              "badmap_budget_steps_total",
              true,
              "Steps towards less, and back.",
              List.of(
                  new Point(List.of("direction", "down"), budget.down()),
                  new Point(List.of("direction", "up"), budget.up()))));
      families.add(
          Family.gauge(
              "badmap_budget_cpu_usage",
              "Share of the JVM's CPU time that the agent took in the last second, hooks included.",
              budget.cpu()));
      families.add(
          Family.gauge("badmap_held_bytes", "What the agent holds, about.", budget.bytes()));
    }
  }

  private List<Point> outcomes(Counts counts) {
    List<Point> outcomes = new ArrayList<>();
    outcomes.add(outcome("reported", counts.reported()));
    outcomes.add(outcome("folded", counts.folded()));
    outcomes.add(outcome("suppressed", counts.suppressed()));
    outcomes.add(outcome("dropped", counts.dropped()));
    outcomes.add(outcome("value_only", counts.valueOnly()));
    if (production != null) {
      outcomes.add(outcome("sampled_out", counts.sampledOut()));
      outcomes.add(outcome("passed", counts.passed()));
    }
    return outcomes;
  }

  private static Point outcome(String outcome, long count) {
    return new Point(List.of("outcome", outcome), count);
  }

  private Family misuses() {
    Map<List<String>, Double> series = new LinkedHashMap<>();
    List<Met> met = reporter.latest(Integer.MAX_VALUE);
    // The oldest first: who looks for the first time sees what an earlier look would have seen.
    for (int i = met.size() - 1; i >= 0; i--) {
      MisuseReport report = met.get(i).report();
      String kind = report.kind().message();
      String map = report.mapName() == null ? report.mapClass() : report.mapName();
      long left = met.get(i).times();
      for (Map.Entry<String, Long> rule : met.get(i).byRule().entrySet()) {
        series.merge(labels(kind, map, rule.getKey()), (double) rule.getValue(), Double::sum);
        left -= rule.getValue();
      }
      if (left > 0) {
        series.merge(labels(kind, map, ""), (double) left, Double::sum);
      }
    }
    List<Point> points = new ArrayList<>();
    series.forEach((labels, count) -> points.add(new Point(labels, count)));
    return new Family(
        "badmap_misuse_total",
        true,
        "Misuses of maps that were reported, repeats included, by the rule that decided.",
        points);
  }

  /** A series once shown stays, and no more than {@link #SERIES} bear names of their own. */
  private List<String> labels(String kind, String map, String rule) {
    List<String> labels = List.of("kind", kind, "map", PrometheusText.bounded(map), "rule", rule);
    synchronized (shown) {
      if (shown.contains(labels) || (shown.size() < SERIES && shown.add(labels))) {
        return labels;
      }
    }
    return List.of("kind", kind, "map", OTHER, "rule", rule.isEmpty() ? "" : OTHER);
  }

  private synchronized double usage() {
    long now = System.nanoTime();
    // Two that ask at the same time get one answer.
    if (now - lookedNanos > 1_000_000) {
      long cpu = Math.max(0, threads.cpuNanos());
      usage = Math.max(0, (double) (cpu - cpuNanos) / (now - lookedNanos));
      cpuNanos = cpu;
      lookedNanos = now;
    }
    return usage;
  }
}
