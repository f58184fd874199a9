package io.badmap.agent.control;

import io.badmap.Scopes;
import io.badmap.agent.drain.Drain;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.FirstUse;
import io.badmap.guard.Installation;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;

/**
 * The agent leaves the JVM: hooks, threads, shutdown hooks, listeners, and with them its class
 * loader.
 *
 * <p>A map operation that is under way keeps the code that it began with, and its tag stands in the
 * map until it ends. The JDK's own code would take that tag for a count: an iteration that saw it
 * would end in a ConcurrentModificationException. So this goes in two steps:
 *
 * <ol>
 *   <li>the hooks go, the masks stay: what begins now sets no tag, and sees the count alone;
 *   <li>when a {@link Drain} has seen every thread outside, no map bears a tag, and the JDK gets
 *       its own classes back.
 * </ol>
 *
 * <p>What an iterator remembers is what stands in the map at rest, whichever code has made it, so
 * iterations go on across both steps. Where a thread does not come out in time the masks stay: such
 * a map costs a little and behaves like the JDK's, and the next attach and detach take them out.
 *
 * <p>What stays is in the boot loader: the classes of the guard, which nothing calls, and which the
 * next agent uses again.
 */
public final class Detach {
  private static final long PATIENCE_MILLIS = 5_000;

  private Detach() {}

  /**
   * Leaves.
   *
   * @param residence what there is to take away; {@link Residence#stopWeaving} has gone before
   * @param instrumentation of this JVM
   * @return what became of it, in one line
   * @throws IllegalStateException if the hooks cannot be taken out now; the agent stays and works
   */
  public static String run(Residence residence, Instrumentation instrumentation) {
    try {
      return leave(residence, instrumentation);
    } catch (UnknownShapeException e) {
      throw new IllegalStateException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String leave(Residence residence, Instrumentation instrumentation)
      throws UnknownShapeException {
    // Operations under way whose inner hooks are gone would take their own change for another's.
    Conflicts.respondWith(null);
    FirstUse.tell(null);
    residence.installer().fade();
    Drain drain = new Drain(instrumentation);
    residence.restoreOthers();
    int inside = drain.await(TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS));
    if (inside == 0) {
      residence.installer().restore();
      Conflicts.settle();
    } else {
      Conflicts.readLocksWith(null);
    }
    Scopes.flushWith(null);
    residence.reporter().close();
    residence.removeHooks();
    Installation.unclaim();
    return told(inside);
  }

  private static String told(int inside) {
    if (inside == 0) {
      return "detached: the JDK has its own classes back";
    }
    String who =
        inside < 0 ? "virtual threads, which this JVM does not list," : inside + " threads";
    return "detached, but "
        + who
        + " may be inside map operations that began before: the JDK's code goes on masking tags;"
        + " attach and detach again to end that";
  }
}
