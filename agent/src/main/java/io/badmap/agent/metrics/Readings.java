package io.badmap.agent.metrics;

import io.badmap.MisuseReport;
import io.badmap.agent.control.OwnThreads;
import io.badmap.agent.metrics.Family.Point;
import io.badmap.agent.report.Counts;
import io.badmap.agent.report.Met;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import io.badmap.guard.GuardCounters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the numbers of one agent. Thread-safe. */
final class Readings {
  /** So many series of misuses at most; what is met later counts for the map {@code other}. */
  private static final int SERIES = 100;

  private final Reporter reporter;
  private final Installer installer;
  private final OwnThreads threads = new OwnThreads();
  private long lookedNanos = System.nanoTime();
  private long cpuNanos;
  private double usage;

  Readings(Reporter reporter, Installer installer) {
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
            List.of(
                outcome("reported", counts.reported()),
                outcome("folded", counts.folded()),
                outcome("suppressed", counts.suppressed()),
                outcome("dropped", counts.dropped()),
                outcome("value_only", counts.valueOnly()))));
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
    return families;
  }

  private static Point outcome(String outcome, long count) {
    return new Point(List.of("outcome", outcome), count);
  }

  private Family misuses() {
    Map<List<String>, Double> series = new LinkedHashMap<>();
    List<Met> met = reporter.latest(Integer.MAX_VALUE);
    // The oldest first, so that a series once shown stays.
    for (int i = met.size() - 1; i >= 0; i--) {
      MisuseReport report = met.get(i).report();
      String kind = report.kind().message();
      String name = report.mapName();
      List<String> labels = labels(kind, name == null ? report.mapClass() : name);
      if (!series.containsKey(labels) && series.size() >= SERIES) {
        labels = labels(kind, "other");
      }
      series.merge(labels, (double) met.get(i).times(), Double::sum);
    }
    List<Point> points = new ArrayList<>();
    series.forEach((labels, count) -> points.add(new Point(labels, count)));
    return new Family(
        "badmap_misuse_total",
        true,
        "Misuses of maps that were reported, repeats included.",
        points);
  }

  private static List<String> labels(String kind, String map) {
    return List.of("kind", kind, "map", PrometheusText.bounded(map), "rule", "");
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
