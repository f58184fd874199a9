package io.badmap.agent.metrics;

import java.util.List;

/**
 * The text format of Prometheus, version 0.0.4: see "Exposition formats" in its documentation. The
 * values of labels are bounded and escaped.
 */
final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The longest value of a label, in characters. */
  static final int LONGEST = 200;

  private PrometheusText() {}

  static String of(List<Family> families) {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      text.append("# HELP ").append(family.name()).append(' ').append(family.help()).append('\n');
      text.append("# TYPE ").append(family.name());
      text.append(family.counter() ? " counter\n" : " gauge\n");
      for (Family.Point point : family.points()) {
        text.append(sample(family, point)).append(' ').append(number(point.value())).append('\n');
      }
    }
    return text.toString();
  }

  /** The name of one value: that of its family, and its labels. */
  static String sample(Family family, Family.Point point) {
    StringBuilder text = new StringBuilder(family.name());
    append(text, point.labels());
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> labels) {
    for (int i = 0; i < labels.size(); i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels.get(i)).append("=\"");
      escape(text, labels.get(i + 1));
      text.append('"');
    }
    text.append(labels.isEmpty() ? "" : "}");
  }

  private static void escape(StringBuilder text, String value) {
    String shown = bounded(value);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
  }

  /** At most {@link #LONGEST} characters, and none that UTF-8 cannot say. */
  static String bounded(String value) {
    StringBuilder shown = new StringBuilder();
    value
        .codePoints()
        .limit(LONGEST)
        .forEach(c -> shown.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
    return shown.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
