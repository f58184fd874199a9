package io.badmap.junit.watch;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Side;
import io.badmap.Sighting;
import java.time.Instant;
import java.util.List;

/** Reports made up for tests. */
public final class Misuses {
  private Misuses() {}

  /** Two puts; each stack, from the caller on, is given as {@code class.method}. */
  public static MisuseReport of(List<String> first, List<String> second) {
    return new MisuseReport(
        1,
        MisuseKind.WRITES,
        "java.util.HashMap",
        1,
        null,
        3,
        Instant.EPOCH,
        Instant.now(),
        side(first),
        side(second),
        null);
  }

  private static Side side(List<String> methods) {
    List<StackTraceElement> stack = methods.stream().map(Misuses::frame).toList();
    return new Side(
        "put",
        Access.WRITE,
        Effect.STRUCTURAL,
        Sighting.IN_FLIGHT,
        "t",
        1,
        false,
        null,
        stack,
        stack.isEmpty() ? null : stack.get(0),
        List.of());
  }

  static StackTraceElement frame(String text) {
    int dot = text.lastIndexOf('.');
    String className = text.substring(0, dot);
    String file = className.substring(className.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    return new StackTraceElement(className, text.substring(dot + 1), file + ".java", 88);
  }

  static TestScope test(String key, String className, String method) {
    return scope(key, className, method, TestScope.Kind.TEST);
  }

  static TestScope scope(String key, String className, String method, TestScope.Kind kind) {
    String name = className + (method.isEmpty() ? "" : "." + method);
    return new TestScope(new TestScope.Identity(key, name, className, method, kind), Rules.DEFAULT);
  }
}
