package io.badmap.junit;

import io.badmap.junit.watch.Expectation;
import io.badmap.junit.watch.Incident;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test, a class of tests or a run that fails for the misuse of maps; the message is the report.
 */
public final class MisuseFailure extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  private static final int SHOWN = 5;

  MisuseFailure(String message) {
    super(message);
  }

  /** Without frames of the harness: the sites that matter are in the message. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  static MisuseFailure of(String where, List<Incident> incidents) {
    return new MisuseFailure(text(where, incidents));
  }

  /** For a test that shows other misuses than it has to. */
  static MisuseFailure of(String where, List<Incident> incidents, List<Expectation> unmet) {
    return new MisuseFailure(text(where, incidents) + (unmet.isEmpty() ? "" : words(unmet)));
  }

  private static String text(String where, List<Incident> incidents) {
    Map<String, Incident> pairs = new LinkedHashMap<>();
    incidents.forEach(incident -> pairs.putIfAbsent(incident.pair(), incident));
    StringBuilder text = new StringBuilder();
    List<Incident> shown = new ArrayList<>(pairs.values());
    text.append(shown.get(0).report().kind().message()).append(where);
    if (shown.size() > 1) {
      text.append(", and ").append(shown.size() - 1).append(" more");
    }
    text.append('\n');
    for (int i = 0; i < shown.size() && i < SHOWN; i++) {
      text.append(shown.get(i).text());
    }
    if (shown.size() > SHOWN) {
      text.append("... ").append(shown.size() - SHOWN).append(" more in the report\n");
    }
    return text.toString();
  }

  static MisuseFailure unmet(List<Expectation> expectations) {
    return new MisuseFailure(words(expectations));
  }

  private static String words(List<Expectation> expectations) {
    StringBuilder text = new StringBuilder();
    for (Expectation expectation : expectations) {
      text.append(text.length() == 0 ? "" : "\n");
      text.append("expected and not met: ").append(expectation);
    }
    return text.toString();
  }
}
