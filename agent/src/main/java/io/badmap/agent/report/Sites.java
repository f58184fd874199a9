package io.badmap.agent.report;

import org.jspecify.annotations.Nullable;

/** Writes frames as sites: {@code class.method(File.java:line)}, without module and loader. */
final class Sites {
  private Sites() {}

  /** {@code unknown} for {@code null}. */
  static String site(@Nullable StackTraceElement frame) {
    if (frame == null) {
      return "unknown";
    }
    return frame.getClassName() + '.' + frame.getMethodName() + place(frame);
  }

  /** {@code (File.java:line)} alone. */
  static String place(StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return "(Native Method)";
    }
    String file = frame.getFileName();
    if (file == null) {
      return "(Unknown Source)";
    }
    return frame.getLineNumber() < 0
        ? "(" + file + ')'
        : "(" + file + ':' + frame.getLineNumber() + ')';
  }
}
