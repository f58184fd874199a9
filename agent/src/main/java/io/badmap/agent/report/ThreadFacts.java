package io.badmap.agent.report;

import io.badmap.guard.Installation;
import org.jspecify.annotations.Nullable;

/**
 * What newer JDKs know of threads, with the answers of JDK 17 where they do not. Asks without
 * method handles, whose first use costs more than a report.
 */
final class ThreadFacts {
  /** The superclass of virtual threads; {@code null} where there are none. */
  private static final @Nullable Class<?> VIRTUAL = virtual();

  private ThreadFacts() {}

  static boolean isVirtual(Thread thread) {
    return VIRTUAL != null && VIRTUAL.isInstance(thread);
  }

  /** The id, which a thread class of JDK 17 can lie about when it is asked. */
  static long id(Thread thread) {
    return Installation.threadId(thread);
  }

  /**
   * The carrier of the current virtual thread, as its text {@code VirtualThread[#30]/runnable@NAME}
   * tells it; for another thread it could have changed by now.
   */
  static @Nullable String carrier(Thread thread) {
    if (thread != Thread.currentThread() || !isVirtual(thread)) {
      return null;
    }
    String text = thread.toString();
    int at = text.lastIndexOf("]/");
    int carrier = at < 0 ? -1 : text.indexOf('@', at);
    return carrier < 0 ? null : text.substring(carrier + 1);
  }

  private static @Nullable Class<?> virtual() {
    try {
      return Class.forName("java.lang.BaseVirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
