package io.badmap.agent.budget;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The CPU time of the agent's own threads, which bear its name; that of threads which have ended
 * stays counted. Loaded only where {@code java.management} is. Used by one thread.
 */
final class OwnThreads implements LongSupplier {
  private static final String PREFIX = "badmap-";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> nanos = new HashMap<>();

  private OwnThreads() {}

  static LongSupplier reader() {
    return new OwnThreads();
  }

  @Override
  public long getAsLong() {
    if (!threads.isThreadCpuTimeSupported()) {
      return 0;
    }
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith(PREFIX)) {
        long spent = threads.getThreadCpuTime(thread.getThreadId());
        if (spent >= 0) {
          nanos.put(thread.getThreadId(), spent);
        }
      }
    }
    long sum = 0;
    for (long spent : nanos.values()) {
      sum += spent;
    }
    return sum;
  }
}
