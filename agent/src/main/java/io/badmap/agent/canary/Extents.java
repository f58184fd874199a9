package io.badmap.agent.canary;

import io.badmap.agent.control.Arrival;
import io.badmap.agent.start.Stderr;
import io.badmap.agent.weave.Family;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.guard.Conflicts;
import io.badmap.guard.Responder;
import java.lang.instrument.Instrumentation;

/**
 * Takes hooks out of the maps of a running application, and puts them in again. What begins after
 * they are out sets no tag; operations under way clear theirs at their end, since the JDK's code
 * goes on reading counts without tags. On the way back everything goes out first, so that no family
 * is woven in part. Used by one thread.
 */
public final class Extents implements Hooks {
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

  private void reduce(Extent extent) throws UnknownShapeException {
    switch (extent) {
      case HASH_MAPS -> installer.fadeBut(Family.HASH);
      case NONE -> installer.fade();
      case ALL -> {}
    }
  }

  private void restore() throws UnknownShapeException {
    installer.fade();
    Arrival.await(installer, instrumentation);
    installer.install();
    installer.weaveRest();
    now = Extent.ALL;
    Conflicts.respondWith(responder);
  }
}
