package io.badmap.agent.events;

import io.badmap.MisuseReport;
import io.badmap.agent.out.Stderr;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * A recording in memory, of which a part is written where a misuse happens.
 *
 * <p><b>Assumptions.</b> {@link #accept} is called by the reporter, {@link #write} by one thread of
 * the agent, {@link #writeAtExit} by the thread of the flight recorder that ends its recordings.
 *
 * <p><b>Guarantees.</b> At most {@value #MOST_FILES} files, each of what the buffers of the flight
 * recorder still hold: the time before the meeting, and {@value #AFTER_MILLIS} ms after its report.
 * Where another recording is on disk, it is of what has gone there. A misuse in the last moments of
 * the JVM is written as it ends.
 *
 * <p><b>Progress.</b> No thread of the application waits for a file.
 */
final class FlightBuffer implements Consumer<MisuseReport>, AutoCloseable {
  private static final int MOST_FILES = 5;
  private static final long AFTER_MILLIS = 10;

  /** How long the end of the JVM may wait for a file: 2 s. */
  private static final long PATIENCE_NANOS = 2_000_000_000L;

  /** Shorter stretches of waiting are not told. */
  private static final Duration LEAST_WAIT = Duration.ofNanos(100_000);

  /**
   * Nor are these below a sample of 1. A service whose threads wait for requests has a wait and its
   * stack for each of them, which costs more than a tenth of its maps do.
   */
  private static final Duration LEAST_SAMPLED_WAIT = Duration.ofMillis(10);

  /** The JVM takes its stack before it knows how long the wait will be. */
  private static final String MONITOR = "jdk.JavaMonitorEnter";

  /** What threads wait for beside maps. */
  private static final List<String> WAITS =
      List.of(
          MONITOR,
          "jdk.JavaMonitorWait",
          "jdk.ThreadPark",
          "jdk.ThreadSleep",
          "jdk.VirtualThreadPinned");

  private static final List<String> OTHERS =
      List.of(
          "jdk.GarbageCollection",
          "jdk.GCPhasePause",
          "jdk.ThreadStart",
          "jdk.ThreadEnd",
          "jdk.JVMInformation",
          "jdk.CPULoad");

  /** What the writer is at. */
  private record Due(MisuseReport report, Path file) {}

  private final Recording recording = new Recording();
  private final Path folder;
  private final Duration window;
  private final Stderr stderr;
  private final AtomicReference<@Nullable MisuseReport> wanted = new AtomicReference<>();
  private volatile @Nullable Thread writer;
  private volatile @Nullable Due due;
  private volatile boolean isTakenOver;
  private int files;

  /** Of the last file. */
  private int number;

  private volatile long wantedSince;

  /**
   * @param folder where files are written
   * @param window how far back a file must reach
   */
  FlightBuffer(Path folder, Duration window, Stderr stderr) {
    this.folder = folder;
    this.window = window;
    this.stderr = stderr;
    recording.setName("badmap, the last " + window.toMillis() + " ms");
    recording.setToDisk(false);
    tellWaits(true);
    OTHERS.forEach(recording::enable);
  }

  /**
   * Says how long a thread must wait for it to be told; at once, in a running recording too.
   *
   * @param all whether all maps are recorded
   */
  void tellWaits(boolean all) {
    Duration least = all ? LEAST_WAIT : LEAST_SAMPLED_WAIT;
    WAITS.forEach(event -> recording.enable(event).withThreshold(least));
    if (all) {
      recording.enable(MONITOR).withStackTrace();
    } else {
      recording.enable(MONITOR).withoutStackTrace();
    }
  }

  void start() {
    recording.start();
  }

  /** A misuse has been written as an event. */
  @Override
  public void accept(MisuseReport report) {
    if (wanted.compareAndSet(null, report)) {
      wantedSince = System.nanoTime();
    }
  }

  /** How long until a file is due; a negative number where none is wanted. */
  long nanosToNext() {
    if (wanted.get() == null) {
      return -1;
    }
    long after = TimeUnit.MILLISECONDS.toNanos(AFTER_MILLIS);
    return Math.max(0, after - (System.nanoTime() - wantedSince));
  }

  /** Writes the file that is wanted. */
  void write() {
    due = null;
    // Before it is known that there is work: who ends the JVM sees either the work or the writer.
    writer = Thread.currentThread();
    try {
      MisuseReport report = wanted.getAndSet(null);
      Path file = report == null ? null : next();
      if (report != null && file != null) {
        due = new Due(report, file);
        write(report, file);
      }
    } finally {
      writer = null;
    }
  }

  private void write(MisuseReport report, Path file) {
    try {
      Path part = part(file);
      if (isAnyOnDisk()) {
        copy(report.time().minus(window), part);
      } else {
        recording.dump(part);
      }
      if (isTakenOver) {
        Files.deleteIfExists(part);
      } else {
        Files.move(part, file);
        told(report, file);
      }
    } catch (IOException | RuntimeException e) {
      if (!isTakenOver) {
        stderr.line("cannot write '" + file + "' (" + e + ")");
        discard(part(file));
      }
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // It has been told that the folder takes nothing.
    }
  }

  /**
   * The thread that writes copies from where the flight recorder is about to delete everything. It
   * needs the flight recorder's lock before and after, which is held by who calls this.
   *
   * @return what it will not come to write any more; {@code null} for nothing
   */
  private @Nullable Due awaitWriter() throws IOException {
    long start = System.nanoTime();
    for (Thread busy = writer;
        busy != null && System.nanoTime() - start < PATIENCE_NANOS;
        busy = writer) {
      Due left = due;
      // It may be this one, whose own writing has the flight recorder ask.
      boolean cannotGoOn =
          busy == Thread.currentThread() || busy.getState() == Thread.State.BLOCKED;
      if (cannotGoOn && left != null) {
        return Files.exists(left.file()) ? null : left;
      }
      LockSupport.parkNanos(this, PATIENCE_NANOS / 2000);
    }
    return null;
  }

  /** Has the flight recorder write what is wanted, since it is about to end this recording. */
  void writeAtExit() {
    MisuseReport report = wanted.getAndSet(null);
    try {
      Due left = awaitWriter();
      if (left != null && recording.getState() == RecordingState.RUNNING) {
        isTakenOver = true;
        recording.setDestination(left.file());
        told(left.report(), left.file());
        Files.deleteIfExists(part(left.file()));
        return;
      }
    } catch (IOException | RuntimeException e) {
      stderr.line("cannot write what led to the last report (" + e.getMessage() + ")");
    }
    if (report != null && isAnyOnDisk()) {
      stderr.line("what led to report " + report.number() + " is in the recording that is on disk");
      return;
    }
    Path file = report == null ? null : next();
    if (report != null && file != null && recording.getState() == RecordingState.RUNNING) {
      try {
        recording.setDestination(file);
        told(report, file);
      } catch (IOException | RuntimeException e) {
        stderr.line("cannot write '" + file + "' (" + e.getMessage() + ")");
      }
    }
  }

  /**
   * Whether somebody else's recording has the flight recorder write to disk: then the buffers are
   * emptied time and again, and the past is there.
   */
  private boolean isAnyOnDisk() {
    for (Recording other : FlightRecorder.getFlightRecorder().getRecordings()) {
      if (other.isToDisk()
          && other.getState() == RecordingState.RUNNING
          && other.getId() != recording.getId()) {
        return true;
      }
    }
    return false;
  }

  /** Copies the parts of all that is on disk that reach into the time from {@code start} on. */
  private static void copy(Instant start, Path file) throws IOException {
    try (Recording all = FlightRecorder.getFlightRecorder().takeSnapshot();
        InputStream parts = all.getStream(start, null)) {
      if (parts == null) {
        throw new IOException("the flight recorder has nothing of that time");
      }
      Files.copy(parts, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Where a file is written first: a JVM that ends meanwhile leaves nothing that looks whole. */
  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private synchronized @Nullable Path next() {
    if (files == MOST_FILES) {
      return null;
    }
    files++;
    // An earlier recording of this JVM, or in a container of another whose pid was the same.
    Path file;
    do {
      number++;
      file = folder.resolve("badmap-" + ProcessHandle.current().pid() + '-' + number + ".jfr");
    } while (Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    return file;
  }

  private void told(MisuseReport report, Path file) {
    stderr.line("what led to report " + report.number() + " is in " + file);
  }

  @Override
  public void close() {
    recording.close();
  }
}
