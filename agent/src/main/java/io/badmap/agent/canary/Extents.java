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

/**
 * Takes hooks out of the maps of a running application, and puts them in again. What begins after
 * they are out sets no tag; operations under way clear theirs at their end, since the JDK's code
 * goes on reading counts without tags. On the way back everything goes out first, so that no family
 * is woven in part. Used by one thread.
 */
public final class Extents implements Hooks {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Installer installer;
  private final Instrumentation instrumentation;
  private final Responder responder;
  private final Stderr stderr;
  private Extent now = Extent.ALL;

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
      if (extent.compareTo(now) > 0) {
        reduce(extent);
      } else if (extent != now) {
        restore();
        reduce(extent);
      }
      now = extent;
      return true;
    } catch (UnknownShapeException | RuntimeException e) {
      stderr.line("hooks stay as they are: " + e.getMessage());
      return false;
    }
  }

  /** Operations under way whose inner hooks are gone would take their own change for another's. */
  private void reduce(Extent extent) throws UnknownShapeException {
    if (extent == Extent.ALL) {
      return;
    }
    Conflicts.respondWith(null);
    if (extent == Extent.HASH_MAPS) {
      installer.fadeBut(Family.HASH);
    } else {
      installer.fade();
    }
    if (isDrained() && extent == Extent.HASH_MAPS) {
      Conflicts.respondWith(responder);
    }
  }

  private void restore() throws UnknownShapeException {
    Conflicts.respondWith(null);
    installer.fade();
    if (!isDrained()) {
      throw new UnknownShapeException("threads stay inside map operations");
    }
    Arrival.await(installer, instrumentation);
    installer.install();
    installer.weaveRest(() -> Arrival.drain(instrumentation));
    now = Extent.ALL;
    Conflicts.respondWith(responder);
  }

  private boolean isDrained() {
    return new Drain(instrumentation).await(PATIENCE_NANOS) == 0;
  }
}
