package io.badmap.agent.control;

import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import java.util.List;

/**
 * All that an installed agent has in this JVM.
 *
 * @param installer what has woven the maps
 * @param reporter what reports
 * @param parts what works by itself, and may weave a class anew
 * @param others further parts that hooks call: each ends its own threads, and takes its hooks out
 * @param hooks what runs when the JVM ends
 */
public record Residence(
    Installer installer,
    Reporter reporter,
    List<Part> parts,
    List<Runnable> others,
    List<Thread> hooks) {

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
