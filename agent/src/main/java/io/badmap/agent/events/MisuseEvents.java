package io.badmap.agent.events;

import io.badmap.MisuseReport;
import io.badmap.event.Misuses;
import io.badmap.guard.Encounter;
import io.badmap.guard.UnknownMap;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Where the reporter tells of each misuse, on its own thread. Loads nothing of the flight recorder
 * where nobody records. Thread-safe.
 */
public final class MisuseEvents {
  /** Set while operations are recorded; told after the event is written. */
  private static volatile @Nullable Consumer<MisuseReport> witness;

  /** {@code null} before somebody switches. */
  private static volatile @Nullable Mode mode;

  private MisuseEvents() {}

  static void switchTo(Mode wanted) {
    mode = wanted;
  }

  static void witness(@Nullable Consumer<MisuseReport> told) {
    witness = told;
  }

  /**
   * Writes {@code report} as an event where some recording takes it.
   *
   * @param met what it reports
   * @param offAtStart whether the JVM was started with {@code events=off}
   */
  public static void tell(MisuseReport report, Encounter met, boolean offAtStart) {
    Mode current = mode;
    boolean off = current == null ? offAtStart : current == Mode.OFF;
    if (off || !isPresent() || !Recorder.isInUse()) {
      return;
    }
    Object map = met.map instanceof UnknownMap ? null : met.map;
    Misuses.tell(report, map, met.nanoTime, met.tookNanos);
    Consumer<MisuseReport> told = witness;
    if (told != null) {
      told.accept(report);
    }
  }

  /** Whether this JVM has a flight recorder that the agent may use. */
  static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  }

  /** Apart, so that it is looked for only where it is. */
  private static final class Recorder {
    static boolean isInUse() {
      return FlightRecorder.isInitialized();
    }
  }
}
