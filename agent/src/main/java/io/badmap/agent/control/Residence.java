package io.badmap.agent.control;

import io.badmap.agent.report.Reporter;
import io.badmap.agent.watchdog.Watchdog;
import io.badmap.agent.weave.Installer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an installed agent has in this JVM.
 *
 * @param installer what has woven the maps
 * @param reporter what reports
 * @param watchdog {@code null} for none
 * @param others further parts that hooks call: each ends its own threads, and takes its hooks out
 * @param hooks what runs when the JVM ends
 */
public record Residence(
    Installer installer,
    Reporter reporter,
    @Nullable Watchdog watchdog,
    List<Runnable> others,
    List<Thread> hooks) {

  /** Ends what may weave a class anew; false if it has not ended in time. */
  public boolean stopWeaving(long millis) throws InterruptedException {
    return watchdog == null || watchdog.stop(millis);
  }

  void restoreOthers() {
    for (Runnable other : others) {
      other.run();
    }
  }

  /** A JVM that is ending runs them, and that is as well. */
  void removeHooks() {
    for (Thread hook : hooks) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        return;
      }
    }
  }
}
