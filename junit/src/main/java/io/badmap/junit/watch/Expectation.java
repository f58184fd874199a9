package io.badmap.junit.watch;

import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import java.util.List;

/**
 * A misuse that a test must show.
 *
 * @param kinds any of these; any kind at all where it is empty
 * @param site the caller of either side, see {@link SitePattern}; empty for any
 */
public record Expectation(List<MisuseKind> kinds, String site) {
  /** Makes an unmodifiable copy. */
  public Expectation {
    kinds = List.copyOf(kinds);
  }

  /** Whether {@code report} is one. */
  public boolean matches(MisuseReport report) {
    if (!kinds.isEmpty() && !kinds.contains(report.kind())) {
      return false;
    }
    if (site.isEmpty()) {
      return true;
    }
    SitePattern pattern = SitePattern.of(site);
    return pattern.matches(report.first().caller()) || pattern.matches(report.second().caller());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (MisuseKind kind : kinds) {
      text.append(text.length() == 0 ? "" : " or ").append(kind.message());
    }
    if (text.length() == 0) {
      text.append("a misuse of a map");
    }
    return (site.isEmpty() ? text : text.append(" at ").append(site)).toString();
  }
}
