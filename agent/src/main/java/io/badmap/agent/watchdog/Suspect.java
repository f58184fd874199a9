package io.badmap.agent.watchdog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread that may be walking for ever, as its samples show it: the calls down to a method of a
 * map have stayed the same since the first one, and above it there is nothing but the JDK's code.
 * Confined to the watchdog's thread.
 */
final class Suspect {
  private static final List<String> MAPS =
      List.of(
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.WeakHashMap",
          "java.util.IdentityHashMap");

  final Thread thread;
  final long sinceNanos;
  private StackTraceElement[] latest;

  /** The position, from the outermost frame, of the innermost call that all samples share. */
  private int shared;

  private int samples = 1;

  private Suspect(Thread thread, StackTraceElement[] stack, long nowNanos) {
    this.thread = thread;
    this.sinceNanos = nowNanos;
    latest = stack;
    shared = stack.length - 1;
  }

  /** The suspect that {@code stack} makes of {@code thread}, or {@code null}. */
  static @Nullable Suspect of(Thread thread, StackTraceElement[] stack, long nowNanos) {
    return innermostMap(stack) < 0 ? null : new Suspect(thread, stack, nowNanos);
  }

  /** The position of the innermost map frame; -1 where code of the application is further in. */
  private static int innermostMap(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      String className = stack[i].getClassName();
      if (isMap(className)) {
        return i;
      }
      if (!className.startsWith("java.") && !className.startsWith("jdk.")) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isMap(String className) {
    for (String map : MAPS) {
      if (className.startsWith(map)
          && (className.length() == map.length() || className.charAt(map.length()) == '$')) {
        return true;
      }
    }
    return false;
  }

  /** Whether one more sample fits; the suspicion is over where it does not. */
  boolean isStillIn(StackTraceElement[] stack) {
    if (innermostMap(stack) < 0) {
      return false;
    }
    int equal = 0;
    while (equal < Math.min(stack.length, latest.length)
        && fromOutside(stack, equal).equals(fromOutside(latest, equal))) {
      equal++;
    }
    boolean sameMethod =
        equal < Math.min(stack.length, latest.length)
            && fromOutside(stack, equal)
                .getMethodName()
                .equals(fromOutside(latest, equal).getMethodName())
            && fromOutside(stack, equal)
                .getClassName()
                .equals(fromOutside(latest, equal).getClassName());
    shared = Math.min(shared, sameMethod ? equal : equal - 1);
    latest = stack;
    samples++;
    return shared >= 0 && isMap(walk().getClassName());
  }

  private static StackTraceElement fromOutside(StackTraceElement[] stack, int position) {
    return stack[stack.length - 1 - position];
  }

  /** The innermost call that has stayed the same. */
  StackTraceElement walk() {
    return fromOutside(latest, shared);
  }

  /** The same call in a later sample; {@code null} where it is not there any more. */
  @Nullable StackTraceElement walkIn(StackTraceElement[] stack) {
    return shared < stack.length ? fromOutside(stack, shared) : null;
  }

  int samples() {
    return samples;
  }

  /** The latest sample, from the map's own code outwards. */
  StackTraceElement[] stack() {
    int from = innermostMap(latest);
    StackTraceElement[] stack = new StackTraceElement[latest.length - from];
    System.arraycopy(latest, from, stack, 0, stack.length);
    return stack;
  }
}
