package io.badmap.junit.report;

import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.Outcome;
import io.badmap.junit.watch.TestScope;
import io.badmap.junit.watch.Watch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one JVM, or all of a build, found. Immutable.
 *
 * @param tests how many tests were watched
 * @param unfinished those that had begun and not ended
 * @param findings what was met, what fails the build first
 */
record Report(int tests, List<String> unfinished, List<Finding> findings) {
  static Report of(Watch watch) {
    List<Finding> findings = new ArrayList<>();
    for (Incident incident : watch.incidents()) {
      add(findings, Finding.of(incident));
    }
    List<String> unfinished = watch.unfinished().stream().map(TestScope::toString).toList();
    return new Report(watch.tests(), unfinished, sorted(findings));
  }

  static Report merged(List<Report> parts) {
    int tests = 0;
    List<String> unfinished = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (Report part : parts) {
      tests += part.tests;
      unfinished.addAll(part.unfinished);
      part.findings.forEach(finding -> add(findings, finding));
    }
    return new Report(tests, unfinished, sorted(findings));
  }

  /** Whether somebody fails for it. */
  static boolean fails(Finding finding) {
    return finding.outcome() == Outcome.OPEN || finding.outcome() == Outcome.FAILED;
  }

  long failures() {
    return findings.stream().filter(Report::fails).count();
  }

  /** One line. */
  String summary() {
    long failures = failures();
    long others = findings.size() - failures;
    StringBuilder text = new StringBuilder();
    text.append(failures == 0 ? "No misuse" : failures == 1 ? "1 misuse" : failures + " misuses");
    text.append(" of a map in ").append(tests).append(tests == 1 ? " test" : " tests");
    if (others > 0) {
      text.append("; ")
          .append(others)
          .append(" more known, expected, suppressed or in tests that are not watched");
    }
    return text.toString();
  }

  private static void add(List<Finding> findings, Finding more) {
    for (int i = 0; i < findings.size(); i++) {
      if (findings.get(i).isSame(more)) {
        findings.set(i, findings.get(i).with(more.where()));
        return;
      }
    }
    findings.add(more);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::outcome).thenComparing(Finding::pair))
        .toList();
  }
}
