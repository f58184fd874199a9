package io.badmap.event;

import org.jspecify.annotations.Nullable;

/**
 * A line that calls a map.
 *
 * <p>{@link #name} and {@link #isLookedAt} are filled in by the agent, on a thread of its own.
 */
public final class Site {
  public final String className;
  public final String method;
  public final int line;

  /** The method of the map, or of a view or set of it, that the line calls. */
  public final String callee;

  /** As in {@code com.acme.OrderService.update(OrderService.java:88)}. */
  public final String text;

  /** The field that holds the map, as the line shows it; {@code null} where it does not. */
  public volatile @Nullable String name;

  /** Whether a name was looked for. */
  public volatile boolean isLookedAt;

  /**
   * Whether it is the JDK's own, and at work for itself: what it reads back from a stream it makes
   * for others.
   */
  final boolean isJdk;

  volatile boolean isMet;

  final int byteCodeIndex;

  Site(StackTraceElement frame, int byteCodeIndex, String callee) {
    className = frame.getClassName();
    method = frame.getMethodName();
    line = frame.getLineNumber();
    this.callee = callee;
    this.byteCodeIndex = byteCodeIndex;
    text = text(frame);
    String module = frame.getModuleName();
    isJdk =
        module != null
            && (module.startsWith("java.") || module.startsWith("jdk."))
            && !className.startsWith("java.io.Object");
  }

  boolean isAt(StackTraceElement frame) {
    return line == frame.getLineNumber()
        && className.equals(frame.getClassName())
        && method.equals(frame.getMethodName());
  }

  private static String text(StackTraceElement frame) {
    StringBuilder text = new StringBuilder(96);
    text.append(frame.getClassName()).append('.').append(frame.getMethodName()).append('(');
    String file = frame.getFileName();
    if (frame.isNativeMethod()) {
      text.append("Native Method");
    } else if (file == null) {
      text.append("Unknown Source");
    } else if (frame.getLineNumber() < 0) {
      text.append(file);
    } else {
      text.append(file).append(':').append(frame.getLineNumber());
    }
    return text.append(')').toString();
  }
}
