package io.badmap.agent.budget;

import io.badmap.budget.Operations;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Measures what the agent costs: the CPU time of its own threads, and the calibrated cost of a hook
 * times the operations since the last look. Used by one thread.
 *
 * <p>Calibrated is after 2, 4, 8, ... readings, and the least counts: while a JVM starts, code that
 * the JIT has not come to yet is measured, at some forty times of what the hooks of hot code take.
 * The cost of a hook is settled when two calibrations in a row agree, the first of them after
 * {@value #EARLIEST} readings, since two of the interpreter agree as well; and after {@value
 * #LATEST} readings in any case, so that the bound holds for hooks that are as dear as that.
 *
 * <p>A JVM that rests uses next to nothing, and of that the little that the agent's threads do is
 * much: it counts as one that uses a fifth of a processor.
 *
 * <p>What is done once is no cost that goes on, and is not read: the calibrations, and what the
 * threads of the start do.
 */
public final class Cost {
  static final int EARLIEST = 4;
  static final int LATEST = 20;

  /** Two calibrations agree where the greater is no more than 1.3 times the lesser. */
  private static final double AGREEMENT = 1.3;

  private static final double LEAST_PROCESSORS = 0.2;

  /** What the operating system tells of CPU time is to a hundredth of a second. */
  private static final long LEAST_NANOS = 10_000_000;

  private final Sources sources;
  private volatile double hookNanos;
  private double lastHookNanos;
  private long lastClock;
  private long lastProcess;
  private long lastThreads;
  private long lastOperations;
  private int reads;
  private int nextCalibration = 2;
  private boolean settled;
  private volatile Reading last = new Reading(0, 0, 0, false);

  /**
   * What is read.
   *
   * @param clock the time, as {@link System#nanoTime}
   * @param process the CPU time of the JVM, in nanoseconds
   * @param threads that of the agent's own threads
   * @param operations map operations so far
   * @param calibration the cost of one hooked operation now, in nanoseconds
   * @param bytes what the agent holds
   */
  record Sources(
      LongSupplier clock,
      LongSupplier process,
      LongSupplier threads,
      LongSupplier operations,
      DoubleSupplier calibration,
      LongSupplier bytes) {}

  /**
   * Calibrates, which takes some milliseconds.
   *
   * @param bytes what the agent holds
   */
  public Cost(LongSupplier bytes) {
    this(
        new Sources(
            System::nanoTime,
            Cost::processNanos,
            ownThreads(),
            Operations::total,
            Operations::calibrate,
            bytes));
  }

  Cost(Sources sources) {
    this.sources = sources;
    hookNanos = sources.calibration.getAsDouble();
    lastHookNanos = hookNanos;
    begin();
  }

  private static LongSupplier ownThreads() {
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      return () -> 0;
    }
    OwnThreads threads = OwnThreads.thatStay();
    return () -> Math.max(0, threads.cpuNanos());
  }

  /** In {@code java.base}, to a hundredth of a second on Linux. */
  private static long processNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private void begin() {
    lastClock = sources.clock.getAsLong();
    lastProcess = sources.process.getAsLong();
    lastThreads = sources.threads.getAsLong();
    lastOperations = sources.operations.getAsLong();
  }

  /** What it took since the last call; {@code null}-free, and 0 where the JVM did nothing. */
  public Reading read() {
    long clock = sources.clock.getAsLong();
    long process = sources.process.getAsLong();
    long threads = sources.threads.getAsLong();
    long operations = sources.operations.getAsLong();
    double least = Math.max(LEAST_NANOS, LEAST_PROCESSORS * (clock - lastClock));
    double whole = Math.max(process - lastProcess, least);
    double own = Math.max(threads - lastThreads, 0);
    double hooks = (operations - lastOperations) * hookNanos;
    lastClock = clock;
    lastProcess = process;
    lastThreads = threads;
    lastOperations = operations;
    reads++;
    settled |= reads >= LATEST;
    last =
        new Reading(
            Math.min(1, (own + hooks) / whole), own / whole, sources.bytes.getAsLong(), settled);
    if (reads == nextCalibration) {
      calibrate();
    }
    return last;
  }

  private void calibrate() {
    double now = sources.calibration.getAsDouble();
    double before = lastHookNanos;
    settled |=
        nextCalibration > EARLIEST && Math.max(now, before) <= AGREEMENT * Math.min(now, before);
    hookNanos = Math.min(hookNanos, now);
    lastHookNanos = now;
    nextCalibration *= 2;
    begin();
  }

  /** What the last {@link #read} gave. */
  public Reading last() {
    return last;
  }

  /** The calibrated cost of one hooked operation, in nanoseconds. */
  public double hookNanos() {
    return hookNanos;
  }
}
