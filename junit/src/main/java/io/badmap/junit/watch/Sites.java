package io.badmap.junit.watch;

import org.jspecify.annotations.Nullable;

/** Writes frames as reports do. No concatenation: patterns are matched inside map operations. */
public final class Sites {
  static final String UNKNOWN = "unknown";

  private Sites() {}

  /** {@code class.method(File.java:line)}; {@code unknown} for {@code null}. */
  public static String site(@Nullable StackTraceElement frame) {
    if (frame == null) {
      return UNKNOWN;
    }
    return new StringBuilder(frame.getClassName())
        .append('.')
        .append(frame.getMethodName())
        .append('(')
        .append(place(frame))
        .append(')')
        .toString();
  }

  /**
   * {@code class.method}, which outlives edits of the file: of a lambda the method it stands in;
   * {@code unknown} for {@code null}.
   */
  public static String method(@Nullable StackTraceElement frame) {
    if (frame == null) {
      return UNKNOWN;
    }
    return new StringBuilder(frame.getClassName())
        .append('.')
        .append(enclosing(frame.getMethodName()))
        .toString();
  }

  /** The compiler calls a lambda of {@code put} something like {@code lambda$put$4}. */
  static String enclosing(String method) {
    String prefix = "lambda$";
    int end = method.lastIndexOf('$');
    return method.startsWith(prefix) && end > prefix.length()
        ? method.substring(prefix.length(), end)
        : method;
  }

  /** {@code File.java:line}. */
  static String place(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null) {
      return "Unknown Source";
    }
    return frame.getLineNumber() < 0
        ? file
        : new StringBuilder(file).append(':').append(frame.getLineNumber()).toString();
  }
}
