package io.badmap.agent.canary;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Which classes are woven for the canary, and how. */
public final class Points {
  /** How a class is woven. */
  public enum Point {
    /** Servlets and filters of either name space: a request comes in. */
    SERVLET,
    /** The JDK's own server: a request comes in. */
    HTTP_SERVER,
    /** {@code ThreadPoolExecutor}: a task is submitted, a task runs. */
    POOL,
    /** {@code ScheduledThreadPoolExecutor}: a task is submitted. */
    SCHEDULED_POOL,
    /** {@code ForkJoinPool}: a task is submitted. */
    FORK_JOIN_POOL,
    /** {@code ForkJoinTask}: a task forks itself, a task runs. */
    FORK_JOIN_TASK,
    /** What a {@code ForkJoinPool} makes of a {@code Runnable} or {@code Callable}: it runs. */
    ADAPTER,
    /** What {@code CompletableFuture} has for a single core: a task is submitted. */
    THREAD_PER_TASK,
    /** {@code Thread}, where the former is used: its task runs. */
    THREAD,
    /** The HTTP client: a request goes out. */
    OUTGOING
  }

  private static final String TASK = "java/util/concurrent/ForkJoinTask";
  private static final String PER_TASK =
      "java/util/concurrent/CompletableFuture$ThreadPerTaskExecutor";

  private static final Map<String, Point> JDK =
      Map.of(
          "com/sun/net/httpserver/Filter$Chain",
          Point.HTTP_SERVER,
          "java/util/concurrent/ThreadPoolExecutor",
          Point.POOL,
          "java/util/concurrent/ScheduledThreadPoolExecutor",
          Point.SCHEDULED_POOL,
          "java/util/concurrent/ForkJoinPool",
          Point.FORK_JOIN_POOL,
          TASK,
          Point.FORK_JOIN_TASK,
          PER_TASK,
          Point.THREAD_PER_TASK,
          "jdk/internal/net/http/HttpRequestImpl",
          Point.OUTGOING);

  /** Where the JDK has no such executor its threads are left alone. Last: it loads a class. */
  private static final boolean HAS_PER_TASK = exists(PER_TASK.replace('/', '.'));

  private Points() {}

  private static boolean exists(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /**
   * How a class is woven; {@code null} where it is not.
   *
   * @param loader its loader
   * @param name with slashes
   * @param bytes its class file
   */
  public static @Nullable Point of(@Nullable ClassLoader loader, String name, byte[] bytes) {
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return jdk(name);
    }
    if (isHttpServlet(name)) {
      return Point.SERVLET;
    }
    ClassReader reader = new ClassReader(bytes);
    if (isServletBase(reader.getSuperName())) {
      return Point.SERVLET;
    }
    for (String each : reader.getInterfaces()) {
      if (isServlet(each)) {
        return Point.SERVLET;
      }
    }
    return null;
  }

  private static @Nullable Point jdk(String name) {
    if (name.startsWith(TASK + '$')) {
      return Point.ADAPTER;
    }
    if (name.equals("java/lang/Thread")) {
      return HAS_PER_TASK ? Point.THREAD : null;
    }
    return JDK.get(name);
  }

  /** Whether a class that is there already is woven. */
  static boolean isWoven(Class<?> type) {
    if (type.isArray() || type.isPrimitive() || type.isInterface() || type.isHidden()) {
      return false;
    }
    ClassLoader loader = type.getClassLoader();
    String name = type.getName().replace('.', '/');
    if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return jdk(name) != null;
    }
    Class<?> above = type.getSuperclass();
    if (isHttpServlet(name)
        || (above != null && isServletBase(above.getName().replace('.', '/')))) {
      return true;
    }
    for (Class<?> each : type.getInterfaces()) {
      if (isServlet(each.getName().replace('.', '/'))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHttpServlet(String name) {
    return name.endsWith("servlet/http/HttpServlet");
  }

  /** What implements the interfaces for its subclasses, and leaves the method itself to them. */
  private static boolean isServletBase(@Nullable String name) {
    return name != null
        && (name.equals("jakarta/servlet/GenericServlet")
            || name.equals("javax/servlet/GenericServlet")
            || name.equals("jakarta/servlet/GenericFilter")
            || name.equals("javax/servlet/GenericFilter")
            || name.equals("jakarta/servlet/http/HttpFilter")
            || name.equals("javax/servlet/http/HttpFilter"));
  }

  private static boolean isServlet(String name) {
    return name.equals("jakarta/servlet/Servlet")
        || name.equals("javax/servlet/Servlet")
        || name.equals("jakarta/servlet/Filter")
        || name.equals("javax/servlet/Filter");
  }
}
