package io.badmap.agent.canary;

import io.badmap.agent.drain.Arrival;
import io.badmap.agent.drain.Drain;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.weave.Family;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.Responder;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes hooks out of the maps of a running application, and puts them in again. What begins after
 * they are out sets no tag; operations under way clear theirs at their end, since the JDK's code
 * goes on reading counts without tags. On the way back everything goes out first, so that no family
 * is woven in part; where a thread stays inside an operation they stay out until it has left. Used
 * by one thread.
 */
public final class Extents implements Hooks {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Installer installer;
  private final Instrumentation instrumentation;
  private final Responder responder;
  private final Stderr stderr;

  /** What is watched; nothing where a change has failed half-way. */
  private Extent now = Extent.ALL;

  /** Whether all hooks have been taken out, and none put in since. */
  private boolean out;

  private boolean silent;
  private boolean returning;
  private boolean told;

  /** Who may be inside an operation that has lost hooks, or must be over before they come back. */
  private @Nullable Drain inside;

  /**
   * @param responder answers conflicts again when hooks are back
   */
  public Extents(
      Installer installer, Instrumentation instrumentation, Responder responder, Stderr stderr) {
    this.installer = installer;
    this.instrumentation = instrumentation;
    this.responder = responder;
    this.stderr = stderr;
  }

  @Override
  public boolean watch(Extent extent) {
    try {
      if (extent.compareTo(now) < 0 && !restore()) {
        tell("hooks stay out until threads have left the map operations that they are in");
        return false;
      }
      if (extent.compareTo(now) > 0 || (extent == Extent.NONE && !out)) {
        reduce(extent);
      }
      answer();
      return true;
    } catch (UnknownShapeException | RuntimeException | LinkageError e) {
      tell("hooks stay as they are: " + e.getMessage() + "; nothing is reported meanwhile");
      return false;
    }
  }

  /** Who asks again and again is told once. */
  private void tell(String line) {
    if (!told) {
      told = true;
      stderr.line(line);
    }
  }

  private void reduce(Extent extent) throws UnknownShapeException {
    Conflicts.respondWith(null);
    silent = true;
    returning = false;
    now = Extent.NONE;
    if (extent == Extent.HASH_MAPS) {
      installer.fadeBut(Family.HASH);
    } else {
      installer.fade();
      out = true;
    }
    inside = drain();
    now = extent;
  }

  /** Operations under way whose inner hooks are gone would take their own change for another's. */
  private void answer() {
    if (silent && now != Extent.NONE && isDrained()) {
      Conflicts.respondWith(responder);
      silent = false;
    }
  }

  private boolean restore() throws UnknownShapeException {
    if (!out) {
      reduce(Extent.NONE);
    } else if (!returning) {
      inside = drain();
    }
    returning = true;
    if (!isDrained()) {
      return false;
    }
    // A failure from here on leaves operations with hooks under way: all go out again first.
    out = false;
    Arrival.await(installer, instrumentation);
    installer.install();
    installer.weaveRest(() -> Arrival.drain(instrumentation));
    returning = false;
    told = false;
    now = Extent.ALL;
    return true;
  }

  private Drain drain() {
    Drain drain = new Drain(instrumentation);
    drain.await(PATIENCE_NANOS);
    return drain;
  }

  /** Each look takes the stacks of those alone that are left. */
  private boolean isDrained() {
    Drain left = inside;
    if (left != null && left.await(0) == 0) {
      inside = null;
    }
    return inside == null;
  }
}
