package io.badmap.junit.report;

import java.util.Collection;
import java.util.Locale;

/**
 * {@code report.json}: one object with {@code version}, 1; {@code tests}, how many were watched;
 * {@code unfinished}, names of tests; {@code findings}, each with {@code outcome} ({@code open},
 * {@code failed}, {@code expected}, {@code known}, {@code suppressed}, {@code unwatched}), {@code
 * pair}, {@code where}, names of tests, and {@code misuse}, the agent's own report
 * (docs/reports.md).
 */
final class JsonPage {
  private JsonPage() {}

  static String of(Report report) {
    StringBuilder json = new StringBuilder("{\"version\":1,\"tests\":").append(report.tests());
    json.append(",\"unfinished\":");
    strings(json, report.unfinished());
    json.append(",\"findings\":[");
    String separator = "\n";
    for (Finding finding : report.findings()) {
      json.append(separator).append("{\"outcome\":");
      string(json, finding.outcome().name().toLowerCase(Locale.ROOT));
      json.append(",\"pair\":");
      string(json, finding.pair());
      json.append(",\"where\":");
      strings(json, finding.where());
      json.append(",\"misuse\":").append(finding.json()).append('}');
      separator = ",\n";
    }
    return json.append("]}\n").toString();
  }

  private static void strings(StringBuilder json, Collection<String> texts) {
    String separator = "[";
    for (String text : texts) {
      json.append(separator);
      string(json, text);
      separator = ",";
    }
    json.append(texts.isEmpty() ? "[]" : "]");
  }

  private static void string(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
