package io.badmap.junit.report;

import io.badmap.MisuseReport;
import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.Outcome;
import io.badmap.junit.watch.Sites;
import io.badmap.junit.watch.TestScope;
import java.util.Set;
import java.util.TreeSet;

/**
 * One pair of sites with one outcome, however many tests showed it.
 *
 * @param outcome what became of it
 * @param pair as a baseline has it
 * @param kind Go's words
 * @param map the name of the map where it is known, else its class
 * @param sites both callers, two lines
 * @param where the tests, or what ran where none could be charged
 * @param text the first report for people
 * @param json the same as one JSON object
 */
record Finding(
    Outcome outcome,
    String pair,
    String kind,
    String map,
    String sites,
    Set<String> where,
    String text,
    String json) {
  static Finding of(Incident incident) {
    MisuseReport report = incident.report();
    String name = report.mapName();
    Set<String> where = new TreeSet<>();
    TestScope test = incident.test();
    if (test != null) {
      where.add(test.toString());
    } else {
      incident.candidates().forEach(candidate -> where.add("perhaps " + candidate));
    }
    return new Finding(
        incident.outcome(),
        incident.pair(),
        report.kind().message(),
        name == null ? report.mapClass() : name,
        Sites.site(report.first().caller()) + "\n" + Sites.site(report.second().caller()),
        where,
        incident.text(),
        incident.json());
  }

  /** Whether {@code other} is the same but for where it was met. */
  boolean isSame(Finding other) {
    return outcome == other.outcome && pair.equals(other.pair);
  }

  boolean isKnown() {
    return outcome == Outcome.KNOWN;
  }

  Finding with(Set<String> more) {
    Set<String> all = new TreeSet<>(where);
    all.addAll(more);
    return new Finding(outcome, pair, kind, map, sites, all, text, json);
  }
}
