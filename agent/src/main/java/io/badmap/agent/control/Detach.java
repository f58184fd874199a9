package io.badmap.agent.control;

import io.badmap.Scopes;
import io.badmap.agent.drain.Drain;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.FirstUse;
import io.badmap.guard.Installation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
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
 * <p>Whatever can refuse comes before the first step: the parts that work by themselves rest, then
 * the hooks go. Where one of these fails all parts go on, and the agent is as it was. From then on
 * there is no way back: a step that fails is told, and the others are done all the same.
 *
 * <p>What stays is in the boot loader: the classes of the guard, which nothing calls, and which the
 * next agent uses again.
 */
public final class Detach {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Residence residence;
  private final Instrumentation instrumentation;

  /** What has failed where there was no way back, in words. */
  private final List<String> failures = new ArrayList<>();

  private Detach(Residence residence, Instrumentation instrumentation) {
    this.residence = residence;
    this.instrumentation = instrumentation;
  }

  /**
   * Leaves.
   *
   * @param residence what there is to take away
   * @param instrumentation of this JVM
   * @return what became of it, in one line
   * @throws IllegalStateException if it cannot leave now, with the reason; the agent stays and
   *     works
   */
  public static String run(Residence residence, Instrumentation instrumentation) {
    Detach detach = new Detach(residence, instrumentation);
    // Who asks may have been interrupted, which would end the first wait.
    boolean interrupted = Thread.interrupted();
    try {
      detach.rest();
      detach.fade();
      return detach.leave();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void rest() {
    List<Part> resting = new ArrayList<>();
    for (Part part : residence.parts()) {
      resting.add(part);
      try {
        part.rest();
      } catch (InterruptedException e) {
        goOn(resting);
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted; detach again", e);
      } catch (IllegalStateException e) {
        goOn(resting);
        throw e;
      } catch (RuntimeException | Error e) {
        goOn(resting);
        throw stays(e);
      }
    }
  }

  private static void goOn(List<Part> parts) {
    for (Part part : parts) {
      try {
        part.goOn();
      } catch (RuntimeException | Error e) {
        // What has failed before is told; the others go on all the same.
      }
    }
  }

  private static IllegalStateException stays(Throwable reason) {
    return new IllegalStateException("not detached, the agent goes on: " + reason, reason);
  }

  private void fade() {
    // Operations under way whose inner hooks are gone would take their own change for another's.
    Conflicts.respondWith(null);
    try {
      residence.installer().fade();
    } catch (UnknownShapeException e) {
      // Some hooks are out, so that there is no way back.
      failures.add(String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      // The JVM has changed nothing.
      boolean quiet = isQuiet();
      if (quiet && residence.reporter().answers()) {
        Conflicts.respondWith(residence.reporter());
      }
      goOn(residence.parts());
      throw quiet ? stays(e) : silent(e);
    }
  }

  private boolean isQuiet() {
    try {
      return new Drain(instrumentation).await(PATIENCE_NANOS) == 0;
    } catch (RuntimeException | Error e) {
      return false;
    }
  }

  private static IllegalStateException silent(Throwable reason) {
    return new IllegalStateException(
        "not detached, and nothing is reported any more; detach again: " + reason, reason);
  }

  private String leave() {
    FirstUse.tell(null);
    int inside = drained();
    boolean back = inside == 0 && attempt(residence.installer()::restore);
    if (inside == 0) {
      Conflicts.settle();
    } else {
      Conflicts.readLocksWith(null);
    }
    Scopes.flushWith(null);
    attempt(residence.reporter()::close);
    attempt(residence::removeHooks);
    LinkedRecords.displace();
    Installation.unclaim();
    return told(inside, back);
  }

  /** Ends the parts while operations that began with hooks end. */
  private int drained() {
    Drain drain = null;
    try {
      drain = new Drain(instrumentation);
    } catch (RuntimeException | Error e) {
      failures.add(e.toString());
    }
    for (Part part : residence.parts()) {
      attempt(part::end);
    }
    for (Runnable other : residence.others()) {
      attempt(other);
    }
    return drain == null ? -1 : drain.await(PATIENCE_NANOS);
  }

  private boolean attempt(Runnable step) {
    try {
      step.run();
      return true;
    } catch (RuntimeException | Error e) {
      failures.add(e.toString());
      return false;
    }
  }

  private String told(int inside, boolean back) {
    String failed = failures.isEmpty() ? "" : "; what has failed: " + String.join("; ", failures);
    if (back) {
      return "detached: the JDK has its own classes back" + failed;
    }
    String who =
        inside < 0 ? "virtual threads, which this JVM does not list," : inside + " threads";
    return "detached, but "
        + (inside == 0 ? "" : who + " may be inside map operations that began before: ")
        + "the JDK's code goes on masking tags; attach and detach again to end that"
        + failed;
  }
}
