package io.badmap.agent.control;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;

/** What the agent's own threads have used: those whose names begin with {@code badmap-}. */
public final class OwnThreads {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** CPU time in nanoseconds of those that live; -1 where the JVM does not tell. */
  public long cpuNanos() {
    if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
      return -1;
    }
    long sum = 0;
    for (Thread thread : io.badmap.guard.Threads.live()) {
      if (thread.getName().startsWith("badmap-")) {
        sum += Math.max(0, threads.getThreadCpuTime(io.badmap.guard.Installation.threadId(thread)));
      }
    }
    return sum;
  }

  /** The share of one processor since the JVM began, in words. */
  String told() {
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
