package io.badmap.agent.drain;

import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;

/**
 * The agent comes to a JVM that runs already, where threads may be inside map operations.
 *
 * <p>Such an operation goes on in the JDK's own code, which clears no tag; but what it calls is the
 * woven code, which would set one. So the operations are hooked first, and what they call when a
 * {@link Drain} has seen every thread outside. A thread that stays inside for longer is not waited
 * for: its map may bear a tag for a while that nobody owns, as after a stack that has overflowed.
 */
public final class Arrival {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private Arrival() {}

  /**
   * Makes everything ready for {@link Installer#install}.
   *
   * @throws UnknownShapeException if this JDK cannot be woven; nothing is changed then
   */
  public static void await(Installer installer, Instrumentation instrumentation)
      throws UnknownShapeException {
    installer.prepare();
    drain(instrumentation);
  }

  /** Waits, for five seconds at most, until every operation is over that is under way now. */
  public static void drain(Instrumentation instrumentation) {
    new Drain(instrumentation).await(PATIENCE_NANOS);
  }
}
