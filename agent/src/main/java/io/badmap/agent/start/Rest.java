package io.badmap.agent.start;

import io.badmap.agent.weave.Installer;
import java.lang.instrument.Instrumentation;

/**
 * The agent but for its start: what lies below {@code inst/} and is made by {@link
 * AgentClassLoader}.
 */
public interface Rest {
  /** The name of the class that is this, which has a constructor without parameters. */
  String CLASS = "io.badmap.agent.Agent";

  /** Weaves and reports; called before the application's {@code main}. */
  void install(Context context);

  /**
   * Begins to report what the woven classes meet; called beside the application.
   *
   * @param installer what has woven them
   * @param late gets the reporter
   */
  void report(Context context, Installer installer, LateReporter late);

  /** Weaves GoMap, whose static initializer is running. */
  void weaveGoMap(Context context, Class<?> type);

  /**
   * What a start knows.
   *
   * @param start where a refusal goes
   * @param instrumentation of this JVM
   */
  record Context(Start start, Instrumentation instrumentation) {}
}
