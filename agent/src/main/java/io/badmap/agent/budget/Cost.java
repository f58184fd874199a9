package io.badmap.agent.budget;

import io.badmap.budget.Operations;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Measures what the agent costs: the CPU time of its own threads, and the calibrated cost of a hook
 * times the operations since the last look. Used by one thread.
 */
public final class Cost {
  private final LongSupplier threadNanos;
  private final LongSupplier bytes;
  private volatile double hookNanos;
  private long lastProcess;
  private long lastThreads;
  private long lastOperations;
  private int reads;
  private int nextCalibration = 2;
  private volatile Reading last = new Reading(0, 0, 0);

  /**
   * Calibrates, which takes some milliseconds.
   *
   * @param bytes what the agent holds
   */
  public Cost(LongSupplier bytes) {
    this(ownThreads(), bytes, Operations.calibrate());
  }

  private Cost(LongSupplier threadNanos, LongSupplier bytes, double hookNanos) {
    this.threadNanos = threadNanos;
    this.bytes = bytes;
    this.hookNanos = hookNanos;
    lastProcess = processNanos();
    lastThreads = threadNanos.getAsLong();
    lastOperations = Operations.total();
  }

  private static LongSupplier ownThreads() {
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      return () -> 0;
    }
    OwnThreads threads = new OwnThreads();
    return () -> Math.max(0, threads.cpuNanos());
  }

  /** In {@code java.base}, to a hundredth of a second on Linux. */
  private static long processNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  /** What it took since the last call; {@code null}-free, and 0 where the JVM did nothing. */
  public Reading read() {
    long process = processNanos();
    long threads = threadNanos.getAsLong();
    long operations = Operations.total();
    double whole = Math.max(process - lastProcess, 10_000_000);
    double own = Math.max(threads - lastThreads, 0);
    double hooks = (operations - lastOperations) * hookNanos;
    lastProcess = process;
    lastThreads = threads;
    lastOperations = operations;
    last = new Reading(Math.min(1, (own + hooks) / whole), own / whole, bytes.getAsLong());
    if (++reads == nextCalibration) {
      calibrate();
    }
    return last;
  }

  /**
   * Anew after 2, 4, 8, ... readings, and the least counts: while a JVM starts, code that the JIT
   * has not come to yet is measured, at some forty times of what the hooks of hot code take.
   */
  private void calibrate() {
    nextCalibration *= 2;
    hookNanos = Math.min(hookNanos, Operations.calibrate());
    lastOperations = Operations.total();
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
