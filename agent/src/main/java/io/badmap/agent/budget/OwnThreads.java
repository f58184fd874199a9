package io.badmap.agent.budget;

import io.badmap.guard.Installation;
import io.badmap.guard.Threads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the agent's own threads have used: those whose names begin with {@code badmap-}. Loaded only
 * where {@code java.management} is. Thread-safe.
 */
public final class OwnThreads {
  private static final String PREFIX = "badmap-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> spent = new HashMap<>();

  /**
   * CPU time in nanoseconds of those that live, and of those that lived when this was last called;
   * -1 where the JVM does not tell.
   */
  public synchronized long cpuNanos() {
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return -1;
    }
    for (Thread thread : Threads.live()) {
      if (thread.getName().startsWith(PREFIX)) {
        long id = Installation.threadId(thread);
        long nanos = threads.getThreadCpuTime(id);
        if (nanos >= 0) {
          spent.put(id, nanos);
        }
      }
    }
    long sum = 0;
    for (long nanos : spent.values()) {
      sum += nanos;
    }
    return sum;
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
