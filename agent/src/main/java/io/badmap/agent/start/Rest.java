package io.badmap.agent.start;

import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
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
   * Begins to report what the woven classes meet; called beside the application, and again where
   * there was no memory for all of it.
   *
   * @param installer what has woven them
   * @param late gets the reporter
   */
  void report(Context context, Installer installer, LateReporter late);

  /** Weaves GoMap, whose static initializer is running. */
  void weaveGoMap(Context context, Class<?> type);

  /**
   * Makes a JVM that runs already ready for {@link Installer#install}.
   *
   * @throws UnknownShapeException if this JDK cannot be woven; nothing is changed then
   */
  void arrive(Installer installer, Instrumentation instrumentation) throws UnknownShapeException;

  /** Waits, for a bounded time, until every map operation is over that is under way now. */
  void drain(Instrumentation instrumentation);

  /**
   * Does what somebody who has attached asks for.
   *
   * @return what became of it, in words
   * @throws IllegalStateException if it cannot be done now, with the reason
   */
  String control(Context context, String command) throws Exception;

  /**
   * What a start knows.
   *
   * @param start where a refusal goes
   * @param instrumentation of this JVM
   */
  record Context(Start start, Instrumentation instrumentation) {}
}
