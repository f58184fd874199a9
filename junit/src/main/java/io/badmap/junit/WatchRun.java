package io.badmap.junit;

import io.badmap.junit.attach.HuntWanted;
import io.badmap.junit.report.ReportFolder;
import io.badmap.junit.watch.Baseline;
import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.Rules;
import io.badmap.junit.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The watch of this JVM: one for all launchers, sessions and engines in it. Thread-safe.
 *
 * <p>JUnit may open a session for each request; the report is written at the end of each, and when
 * the JVM ends in whatever way lets shutdown hooks run.
 */
final class WatchRun {
  private static @Nullable WatchRun run;

  private final Settings settings;
  private final boolean hunts;
  private final Watch watch;
  private final ReportFolder folder;
  private final Set<String> written = new HashSet<>();
  private @Nullable AutoCloseable listening;
  private boolean complained;

  private WatchRun(Settings settings, Baseline baseline) {
    this.settings = settings;
    hunts = hunts(settings);
    watch = new Watch(watchesAll(), baseline, this::noteNewPair);
    folder = new ReportFolder(settings.folder(), Build.name());
    Runtime.getRuntime().addShutdownHook(new Thread(this::write, "badmap-report"));
  }

  /**
   * The watch of this JVM, with the agent attached.
   *
   * @throws IllegalStateException if it cannot be watched; the message says why and what to do
   */
  static synchronized WatchRun get() {
    WatchRun known = run;
    if (known == null) {
      known = make();
      run = known;
    }
    known.listen();
    return known;
  }

  /** The same where it was made before; {@code null} else. */
  static synchronized @Nullable WatchRun known() {
    return run;
  }

  private static WatchRun make() {
    Settings settings = Settings.read();
    if (settings.problem() != null) {
      throw new IllegalStateException(settings.problem());
    }
    String problem = settings.attach().problem();
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    try {
      Path file = settings.baseline();
      return new WatchRun(settings, file == null ? Baseline.NONE : Baseline.read(file));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new IllegalStateException("badmap: " + e.getMessage(), e);
    }
  }

  Watch watch() {
    return watch;
  }

  /** Whether every test is watched. */
  boolean watchesAll() {
    return settings.watch() == Settings.Which.TRUE;
  }

  /** Whether annotated tests are. */
  boolean isOff() {
    return settings.watch() == Settings.Which.FALSE;
  }

  /** Whether the agent was told to hunt, here or at the start of the JVM. */
  boolean hunts() {
    return hunts;
  }

  private static boolean hunts(Settings settings) {
    return settings.attach().attachedHere() ? settings.wantsHunt() : HuntWanted.wasGiven();
  }

  /** How tests without an annotation are watched. */
  Rules rules() {
    return watchesAll()
        ? new Rules(true, settings.stopping(), List.of(), List.of())
        : Rules.UNWATCHED;
  }

  private synchronized void listen() {
    if (listening == null) {
      listening = watch.listen();
    }
  }

  /**
   * Ends a session: writes the report.
   *
   * @throws MisuseFailure for what neither a test nor a class has failed for
   */
  void endSession() {
    List<Incident> left = watch.left();
    Watch.failed(left);
    write();
    stopListening();
    if (!left.isEmpty()) {
      throw MisuseFailure.of(
          " that no test has failed for; report: " + folder.html(), List.copyOf(left));
    }
  }

  private synchronized void stopListening() {
    AutoCloseable open = listening;
    listening = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** On the agent's thread; what kills the JVM outright leaves the report of all before it. */
  private void noteNewPair() {
    boolean fresh = false;
    synchronized (written) {
      for (Incident incident : watch.incidents()) {
        fresh |= written.add(incident.pair());
      }
    }
    if (fresh) {
      writeQuietly();
    }
  }

  private void write() {
    if (watch.tests() > 0 || !watch.incidents().isEmpty()) {
      Watch.flush();
      writeQuietly();
    }
  }

  private void writeQuietly() {
    try {
      folder.write(watch);
    } catch (IOException | RuntimeException e) {
      synchronized (written) {
        if (!complained) {
          complained = true;
          System.err.println("badmap: cannot write the report (" + e + ")");
        }
      }
    }
  }
}
