package io.badmap.agent.budget;

import io.badmap.guard.Installation;
import io.badmap.guard.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the agent's own threads have used: those whose names begin with {@code badmap-}. Loaded only
 * where {@code java.management} is. Thread-safe.
 */
public final class OwnThreads {
  private static final String PREFIX = "badmap-";

  /** Those that begin the agent, and are gone when that is done. */
  private static final Set<String> OF_THE_START = Set.of("badmap-assembly", "badmap-late");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Set<String> leftOut;

  /** By the id of those that lived when this was last asked. */
  private Map<Long, Long> spent = new HashMap<>();

  /** What those have used that have ended since. */
  private long ended;

  /** All of them. */
  public OwnThreads() {
    this(Set.of());
  }

  private OwnThreads(Set<String> leftOut) {
    this.leftOut = leftOut;
  }

  /** Those alone that stay when the start is over. */
  static OwnThreads thatStay() {
    return new OwnThreads(OF_THE_START);
  }

  /**
   * CPU time in nanoseconds of those that live, and of those that lived when this was last called;
   * -1 where the JVM does not tell.
   */
  public synchronized long cpuNanos() {
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return -1;
    }
    Map<Long, Long> living = new HashMap<>();
    for (Thread thread : Threads.live()) {
      String name = thread.getName();
      if (name.startsWith(PREFIX) && !leftOut.contains(name)) {
        long id = Installation.threadId(thread);
        long nanos = threads.getThreadCpuTime(id);
        if (nanos >= 0) {
          living.put(id, nanos);
        }
      }
    }
    long sum = 0;
    for (long nanos : living.values()) {
      sum += nanos;
    }
    // Threads come and go with each request for the metrics.
    spent.keySet().removeAll(living.keySet());
    for (long nanos : spent.values()) {
      ended += nanos;
    }
    spent = living;
    return sum + ended;
  }

  /** How many it keeps in mind: those that lived when it was last asked. */
  synchronized int known() {
    return spent.size();
  }

  /** The share of one processor since the JVM began, in words. */
  public String told() {
    long nanos = cpuNanos();
    if (nanos < 0) {
      return "the JVM does not tell the CPU time of threads";
    }
    long upMillis = Math.max(1, ManagementFactory.getRuntimeMXBean().getUptime());
    return String.format(
        Locale.ROOT,
        "%.3f s of CPU in the agent's own threads, %.3f %% of one processor since the JVM began",
        nanos / 1e9,
        nanos / 1e4 / upMillis);
  }
}
