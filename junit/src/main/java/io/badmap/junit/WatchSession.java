package io.badmap.junit;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Gets the agent into the JVM before JUnit looks at the first test class, since reading that may
 * already load classes of {@code io.badmap}; found through {@link java.util.ServiceLoader}.
 */
public final class WatchSession implements LauncherSessionListener {
  private static boolean told;

  /** For the ServiceLoader. */
  public WatchSession() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Settings settings = Settings.read();
    if (settings.watch() == Settings.Which.FALSE || settings.problem() != null) {
      return;
    }
    if (settings.attach().problem() == null) {
      WatchRun.get();
    }
  }

  /**
   * Writes the report.
   *
   * @throws MisuseFailure for what neither a test nor a class has failed for
   * @throws IllegalStateException if a whole build was to be watched and could not be
   */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    Settings settings = Settings.read();
    if (settings.watch() == Settings.Which.FALSE) {
      return;
    }
    boolean wanted = settings.watch() == Settings.Which.TRUE || settings.problem() != null;
    if (!wanted && settings.attach().problem() != null) {
      return;
    }
    if (!told) {
      try {
        WatchRun.get().endSession();
      } catch (IllegalStateException e) {
        told = true;
        throw e;
      }
    }
  }
}
