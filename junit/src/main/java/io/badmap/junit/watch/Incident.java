package io.badmap.junit.watch;

import io.badmap.MisuseReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A misuse in one test, or one that no test can be charged with. Thread-safe. */
public final class Incident {
  private final MisuseReport report;
  private final String text;
  private final String json;
  private final @Nullable TestScope test;
  private final List<TestScope> candidates;
  private final String note;
  private volatile Outcome outcome = Outcome.OPEN;

  Incident(
      MisuseReport report,
      String text,
      String json,
      @Nullable TestScope test,
      List<TestScope> candidates,
      String note) {
    this.report = report;
    this.text = text;
    this.json = json;
    this.test = test;
    this.candidates = List.copyOf(candidates);
    this.note = note;
  }

  /** What met. */
  public MisuseReport report() {
    return report;
  }

  /** The report for people, with what is known of why it is charged as it is. */
  public String text() {
    return note.isEmpty() ? text : text + "note: " + note + "\n";
  }

  /** The report as one JSON object. */
  public String json() {
    return json.strip();
  }

  /** The test it is charged to; {@code null} where none can be. */
  public @Nullable TestScope test() {
    return test;
  }

  /** What ran when the two met, where no test can be charged. */
  public List<TestScope> candidates() {
    return candidates;
  }

  /** What became of it. */
  public Outcome outcome() {
    return outcome;
  }

  void outcome(Outcome now) {
    outcome = now;
  }

  /** Kind, class of the map and both callers without their lines, which edits move. */
  public String pair() {
    String one = Sites.method(report.first().caller());
    String other = Sites.method(report.second().caller());
    boolean ordered = one.compareTo(other) <= 0;
    return String.join(
        " | ",
        report.kind().message(),
        report.mapClass(),
        ordered ? one : other,
        ordered ? other : one);
  }

  /** Whether a class of tests has to answer for it where no test does. */
  boolean concerns(String className) {
    if (test != null) {
      return test.identity().className().equals(className);
    }
    for (TestScope candidate : candidates) {
      if (candidate.identity().className().equals(className)) {
        return true;
      }
    }
    return false;
  }
}
