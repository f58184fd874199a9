package io.badmap.agent.report;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What newer JDKs know of threads, with the answers of JDK 17 where they do not. */
final class ThreadFacts {
  private static final @Nullable MethodHandle IS_VIRTUAL = find("isVirtual", boolean.class);
  private static final @Nullable MethodHandle THREAD_ID = find("threadId", long.class);

  private ThreadFacts() {}

  static boolean isVirtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      return false;
    }
  }

  /** The id; on JDK 17 a thread class can lie about it, and then that is what is told. */
  @SuppressWarnings("deprecation")
  static long id(Thread thread) {
    try {
      return THREAD_ID == null ? thread.getId() : (long) THREAD_ID.invokeExact(thread);
    } catch (Throwable e) {
      return 0;
    }
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

  private static @Nullable MethodHandle find(String name, Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, name, MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
