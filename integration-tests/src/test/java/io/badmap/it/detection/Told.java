package io.badmap.it.detection;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with an error, as a list of sentences; empty if it is as it must be. */
final class Told {
  private final List<String> wrong = new ArrayList<>();

  private Told() {}

  /**
   * Checks what the second thread was told while the thread {@code held} was inside {@code put}.
   */
  static List<String> atEntry(Throwable thrown, Way way, Ground ground) {
    Told told = new Told();
    if (way.meets() == Way.Meets.NOTHING) {
      told.expect("thrown", null, thrown);
      return told.wrong;
    }
    if (!(thrown instanceof MapMisuseError error)) {
      told.wrong.add("not met, " + thrown);
      return told.wrong;
    }
    MisuseReport report = error.report();
    told.common(error, way.meets());
    told.expect("class", report.mapClass(), ground.shape().reported());
    told.arriving(report.first(), way);
    told.writer(report.second(), ground.writeName(), Effect.UNFINISHED);
    return told.wrong;
  }

  /** Checks what a thread was told whose other side was the thread {@code held}, inside a write. */
  static List<String> byWriter(Throwable thrown, Way.Meets meets, String operation, Effect effect) {
    Told told = new Told();
    if (!(thrown instanceof MapMisuseError error)) {
      told.wrong.add("not met, " + thrown);
      return told.wrong;
    }
    told.common(error, meets);
    told.writer(error.report().second(), operation, effect);
    return told.wrong;
  }

  private void common(MapMisuseError error, Way.Meets meets) {
    MisuseReport report = error.report();
    expect("kind", report.kind().message(), meets.words);
    String message =
        meets.words
            + ": "
            + site(report.first().caller())
            + " and "
            + site(report.second().caller());
    expect("message", error.getMessage(), message);
    caller("first caller", report.first());
    caller("second caller", report.second());
    expect("first sighting", report.first().sighting(), Sighting.IN_FLIGHT);
  }

  private void arriving(Side side, Way way) {
    boolean write = way.meets() == Way.Meets.WRITE;
    if (way.operation() != null) {
      expect("operation", side.operation(), way.operation());
    }
    expect("access", side.access(), Access.valueOf(way.meets().name()));
    expect("effect", side.effect(), write ? Effect.STOPPED : Effect.NONE);
    expect("thread", side.threadName(), Thread.currentThread().getName());
  }

  private void writer(Side side, String operation, Effect effect) {
    expect("writer's operation", side.operation(), operation);
    expect("writer's access", side.access(), Access.WRITE);
    expect("writer's effect", side.effect(), effect);
    expect("writer's sighting", side.sighting(), Sighting.IN_FLIGHT);
    expect("writer's thread", side.threadName(), "held");
  }

  private void caller(String what, Side side) {
    StackTraceElement caller = side.caller();
    if (caller == null || !caller.getClassName().startsWith("io.badmap.it.")) {
      wrong.add(what + " " + caller);
    }
  }

  private static String site(StackTraceElement caller) {
    if (caller == null) {
      return "unknown";
    }
    String name = caller.getClassName();
    return name
        + "."
        + caller.getMethodName()
        + "("
        + caller.getFileName()
        + ":"
        + caller.getLineNumber()
        + ")";
  }

  private void expect(String what, Object actual, Object expected) {
    boolean same = actual == null ? expected == null : actual.equals(expected);
    if (!same) {
      wrong.add(what + " " + actual + " instead of " + expected);
    }
  }
}
