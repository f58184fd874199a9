package io.badmap.junit.report;

/** {@code report.txt}. */
final class TextPage {
  private TextPage() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder(report.summary()).append('\n');
    for (String test : report.unfinished()) {
      text.append("not ended when this was written: ").append(test).append('\n');
    }
    for (Finding finding : report.findings()) {
      text.append('\n').append(finding.outcome().label()).append(": ");
      text.append(finding.pair()).append('\n');
      for (String test : finding.where()) {
        text.append("in ").append(test).append('\n');
      }
      text.append(finding.text());
    }
    return text.toString();
  }

  /** {@code pairs.txt}: what a baseline would have to know. */
  static String pairs(Report report) {
    StringBuilder text =
        new StringBuilder("# Known misuses: -Dbadmap.baseline=FILE fails on others only.\n");
    report.findings().stream()
        .filter(finding -> Report.fails(finding) || finding.isKnown())
        .map(Finding::pair)
        .distinct()
        .forEach(pair -> text.append(pair).append('\n'));
    return text.toString();
  }
}
