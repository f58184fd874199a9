package io.badmap.agent.report;

import io.badmap.HeldLock;
import io.badmap.guard.LockReader;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sun.management.ManagementFactoryHelper;

/**
 * Reads held locks through {@code java.management}; to be touched only where that module is there.
 * Read locks have no owner in the JVM and are not seen. Of virtual threads nothing can be told.
 * Thread-safe.
 *
 * <p>For the locks of {@code java.util.concurrent} HotSpot walks the whole heap while the
 * application stands still ({@code ConcurrentLocksDump}): some 0.3 s for a gigabyte. They are read
 * where {@link HeapWalks} allows it; else monitors alone are.
 */
public final class JmxLocks implements LockReader {
  private final HeapWalks heapWalks = new HeapWalks(System.nanoTime());

  private volatile @Nullable ThreadMXBean threads;

  /**
   * Loads the management classes, on a thread that holds no lock of the application. Until this has
   * returned nothing can be told of any thread.
   */
  public void warmUp() {
    ThreadMXBean bean = bean();
    snapshot(bean, Thread.currentThread());
    threads = bean;
  }

  /**
   * The bean itself, without the platform's MBean server and its lambdas, which cost 2 MiB and a
   * tenth of a second; through the front door where the agent has not opened this one.
   */
  private static ThreadMXBean bean() {
    try {
      return ManagementFactoryHelper.getThreadMXBean();
    } catch (LinkageError e) {
      return ManagementFactory.getThreadMXBean();
    }
  }

  @Override
  public @Nullable Object locksOf(Thread thread) {
    ThreadMXBean bean = threads;
    if (bean == null || ThreadFacts.isVirtual(thread)) {
      return null;
    }
    return snapshot(bean, thread);
  }

  private @Nullable List<HeldLock> snapshot(ThreadMXBean bean, Thread thread) {
    long start = System.nanoTime();
    boolean walks = bean.isSynchronizerUsageSupported() && heapWalks.allowed(start, used());
    ThreadInfo[] infos =
        bean.getThreadInfo(
            new long[] {ThreadFacts.id(thread)}, bean.isObjectMonitorUsageSupported(), walks);
    if (walks) {
      heapWalks.took(System.nanoTime() - start, used());
    }
    List<HeldLock> held = infos[0] == null ? null : held(infos[0]);
    // No monitor does not mean that there is no lock.
    return held != null && held.isEmpty() && !walks ? null : held;
  }

  private static long used() {
    Runtime jvm = Runtime.getRuntime();
    return jvm.totalMemory() - jvm.freeMemory();
  }

  private static List<HeldLock> held(ThreadInfo info) {
    List<HeldLock> held = new ArrayList<>();
    for (MonitorInfo monitor : info.getLockedMonitors()) {
      held.add(
          new HeldLock(
              monitor.getClassName(),
              monitor.getIdentityHashCode(),
              monitor.getLockedStackFrame()));
    }
    for (LockInfo synchronizer : info.getLockedSynchronizers()) {
      if (!isPoolState(synchronizer.getClassName())) {
        held.add(
            new HeldLock(synchronizer.getClassName(), synchronizer.getIdentityHashCode(), null));
      }
    }
    return held;
  }

  /** A pool marks its worker as busy with a synchronizer of its own; it guards no map. */
  private static boolean isPoolState(String className) {
    return className.equals("java.util.concurrent.ThreadPoolExecutor$Worker");
  }
}
