package io.badmap.agent.report;

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

  /** Whether events are off; {@code null} before somebody switches. */
  private static volatile @Nullable Boolean off;

  private MisuseEvents() {}

  /** Tells no more from now on, or tells again. */
  public static void switchOff(boolean wanted) {
    off = wanted;
  }

  /** Who is told of each report after its event; {@code null} for nobody. */
  public static void witness(@Nullable Consumer<MisuseReport> told) {
    witness = told;
  }

  /**
   * Writes {@code report} as an event where some recording takes it.
   *
   * @param met what it reports
   * @param offAtStart whether the JVM was started with {@code events=off}
   */
  public static void tell(MisuseReport report, Encounter met, boolean offAtStart) {
    Boolean switched = off;
    boolean isOff = switched == null ? offAtStart : switched;
    if (isOff || !isPresent() || !Recorder.isInUse()) {
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
  public static boolean isPresent() {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent();
  }

  /** Apart, so that it is looked for only where it is. */
  private static final class Recorder {
    static boolean isInUse() {
      return FlightRecorder.isInitialized();
    }
  }
}
