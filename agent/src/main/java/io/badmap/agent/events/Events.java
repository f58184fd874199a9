package io.badmap.agent.events;

import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.MapNames;
import io.badmap.agent.report.MisuseEvents;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.weave.Installer;
import io.badmap.agent.weave.UnknownShapeException;
import io.badmap.event.EventSwitch;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which events there are: the one switch, at start and at run time. Thread-safe.
 *
 * <p>While operations are recorded the maps are woven with more calls than the guard's; with {@link
 * Mode#OFF} and {@link Mode#MISUSE} they are to the byte as without this class.
 */
public final class Events {
  private static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** It may be about to weave a class of the application, or to write a file. */
  private static final long LEAVING_MILLIS = 10_000;

  /**
   * What it works with.
   *
   * @param instrumentation of this JVM
   * @param installer weaves the maps of {@code java.util}
   * @param goMaps weaves GoMap
   * @param names finds the fields that hold maps
   * @param reporter whose misuses are told
   * @param stderr for the agent's own lines
   * @param folder where files are written
   * @param window how far back such a file must reach
   * @param keys whether operations tell their keys
   */
  public record Parts(
      Instrumentation instrumentation,
      Installer installer,
      GoMapSwitch goMaps,
      MapNames names,
      Reporter reporter,
      Stderr stderr,
      Path folder,
      Duration window,
      boolean keys) {}

  /** Weaves GoMap anew, with the calls that record or without them. */
  public interface GoMapSwitch {
    /** Does nothing where no GoMap has been used: the first use is woven as was said last. */
    void record(boolean on);
  }

  private final Parts parts;
  private final long leavingMillis;

  /** Those that were still at work when they should have ended. */
  private final List<Thread> leaving = new ArrayList<>();

  private Mode mode;
  private double sample = 1;
  private @Nullable Flight flight;
  private @Nullable WovenCallers callers;

  /**
   * @param mode {@link Mode#OFF} or {@link Mode#MISUSE}, which need nothing begun
   */
  public Events(Parts parts, Mode mode) {
    this(parts, mode, LEAVING_MILLIS);
  }

  Events(Parts parts, Mode mode, long leavingMillis) {
    this.parts = parts;
    this.mode = mode;
    this.leavingMillis = leavingMillis;
  }

  /** What is told right now. */
  public synchronized Mode mode() {
    return mode;
  }

  /** The share of the maps whose operations {@link Mode#SAMPLED} records, from 0 to 1. */
  public synchronized double sample() {
    return sample;
  }

  /**
   * Switches. Takes some tenths of a second where recording begins or ends: the map classes are
   * woven anew, in one step of the VM.
   *
   * @param share of the maps, from 0 to 1, for {@link Mode#SAMPLED}
   * @throws IllegalArgumentException if {@code share} is not from 0 to 1
   * @throws IllegalStateException if this JVM cannot record; its message says why, and what was
   *     told before is told further
   */
  public synchronized void set(Mode wanted, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("sample is " + share + ", and must be from 0 to 1");
    }
    if (wanted.recordsOperations()) {
      record(wanted == Mode.ALL ? 1 : share);
    } else {
      stop();
    }
    MisuseEvents.switchOff(wanted == Mode.OFF);
    mode = wanted;
    sample = share;
  }

  private void record(double share) {
    if (!MisuseEvents.isPresent()) {
      throw new IllegalStateException("this JVM has no module jdk.jfr");
    }
    Flight begun = flight;
    if (begun == null) {
      WovenCallers woven = callers == null ? new WovenCallers(parts.instrumentation()) : callers;
      callers = woven;
      begun = Flight.begin(parts, woven);
      flight = begun;
    }
    begun.buffer.tellWaits(share >= 1);
    EventSwitch.choose(share);
  }

  private void stop() {
    Flight begun = flight;
    flight = null;
    if (begun != null) {
      leaving.removeIf(thread -> !thread.isAlive());
      leaving.add(begun.thread);
      begun.end(parts, leavingMillis);
    }
  }

  /**
   * Switches off, before the agent leaves.
   *
   * @throws IllegalStateException if what was recorded is still being written after ten seconds, or
   *     callers are being woven; that goes on, and ends by itself
   */
  public synchronized void rest() {
    set(Mode.OFF, 1);
    leaving.removeIf(thread -> !thread.isAlive());
    if (!leaving.isEmpty()) {
      throw new IllegalStateException("the recording is at work; detach again");
    }
    if (callers != null) {
      callers.leave();
    }
  }

  /** Writes the file that a misuse of the last moments asks for; for the end of the JVM. */
  public void close() {
    Flight begun;
    synchronized (this) {
      begun = flight;
    }
    if (begun != null) {
      begun.flush();
    }
  }

  /** From the begin of recording to its end. */
  private static final class Flight implements Runnable {
    private final FlightBuffer buffer;
    private final SiteNames names;
    private final WovenCallers callers;
    private final Thread thread;
    private volatile boolean ended;

    private Flight(Parts parts, WovenCallers callers) {
      buffer = new FlightBuffer(parts.folder(), parts.window(), parts.stderr());
      names = new SiteNames(parts.names());
      this.callers = callers;
      thread = new Thread(null, this, "badmap-events", 0, false);
      thread.setDaemon(true);
    }

    static Flight begin(Parts parts, WovenCallers callers) {
      Flight flight;
      try {
        EventSwitch.load();
        EventSwitch.tellKeys(parts.keys());
        RowKinds.describe();
        flight = new Flight(parts, callers);
        flight.buffer.start();
      } catch (RuntimeException | LinkageError e) {
        throw new IllegalStateException("the flight recorder of this JVM refuses: " + e, e);
      }
      try {
        parts.installer().record(true);
      } catch (UnknownShapeException e) {
        flight.buffer.close();
        throw new IllegalStateException("operations cannot be recorded: " + e.getMessage(), e);
      }
      parts.goMaps().record(true);
      callers.begin();
      EventSwitch.tellStats(new Told(parts.reporter(), flight.buffer));
      MisuseEvents.witness(flight.buffer);
      flight.thread.start();
      return flight;
    }

    /** The thread may be at work for longer; it closes the buffer then as well. */
    void end(Parts parts, long leavingMillis) {
      EventSwitch.choose(0);
      MisuseEvents.witness(null);
      EventSwitch.stopStats();
      ended = true;
      LockSupport.unpark(thread);
      callers.end();
      parts.goMaps().record(false);
      try {
        parts.installer().record(false);
      } catch (UnknownShapeException e) {
        throw new IllegalStateException("the maps cannot be woven anew: " + e.getMessage(), e);
      }
      try {
        thread.join(leavingMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    synchronized void flush() {
      if (buffer.nanosToNext() >= 0) {
        buffer.write();
      }
    }

    @Override
    public void run() {
      try (buffer) {
        work();
      }
    }

    private void work() {
      tolerate(() -> callers.weaveLoaded(() -> ended));
      while (!ended) {
        tolerate(names::find);
        long due = buffer.nanosToNext();
        if (due == 0) {
          flush();
        } else {
          LockSupport.parkNanos(this, due < 0 ? BEAT_NANOS : Math.min(due, BEAT_NANOS));
        }
      }
      flush();
    }
  }

  /** What goes wrong here, with code of the application too, costs callers or names, not files. */
  private static void tolerate(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      // Stacks are walked for callers that are not woven, and maps are told without names.
    }
  }

  /** Tells how the reporter is doing; the flight recorder asks whenever it closes a part. */
  private record Told(Reporter reporter, FlightBuffer buffer) implements EventSwitch.Tallies {
    @Override
    public long conflicts() {
      if (isExiting()) {
        reporter.flush(PATIENCE_NANOS);
        buffer.writeAtExit();
      }
      return reporter.met();
    }

    @Override
    public long reported() {
      return reporter.reported();
    }

    @Override
    public long folded() {
      return reporter.folded();
    }

    @Override
    public long suppressed() {
      return reporter.suppressed();
    }

    /** There is no other way to ask. */
    private static boolean isExiting() {
      try {
        return Runtime.getRuntime().removeShutdownHook(new Thread("badmap-never-started"));
      } catch (IllegalStateException e) {
        return true;
      }
    }
  }
}
