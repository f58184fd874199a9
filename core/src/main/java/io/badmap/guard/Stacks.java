package io.badmap.guard;

/** Takes and reads stacks. */
final class Stacks {
  private static final String GUARD = "io.badmap.guard.";
  private static final String[] FAMILY = {"java.util.HashMap", "java.util.LinkedHashMap"};

  private Stacks() {}

  /** The stack of the current thread, from the map operation outwards. */
  static StackTraceElement[] here() {
    return withoutGuard(new Throwable().getStackTrace());
  }

  /** {@code stack} without the guard's own frames at its top. */
  static StackTraceElement[] withoutGuard(StackTraceElement[] stack) {
    int top = 0;
    while (top < stack.length && stack[top].getClassName().startsWith(GUARD)) {
      top++;
    }
    StackTraceElement[] rest = new StackTraceElement[stack.length - top];
    System.arraycopy(stack, top, rest, 0, rest.length);
    return rest;
  }

  /** Whether a method of a covered map class stands anywhere in {@code stack}. */
  static boolean insideMap(StackTraceElement[] stack) {
    return operations(stack) > 0;
  }

  /** The number of frames of covered map classes in {@code stack}. */
  static int operations(StackTraceElement[] stack) {
    int n = 0;
    for (StackTraceElement frame : stack) {
      if (isFamily(frame.getClassName())) {
        n++;
      }
    }
    return n;
  }

  static boolean isFamily(String className) {
    for (String name : FAMILY) {
      if (className.startsWith(name)
          && (className.length() == name.length() || className.charAt(name.length()) == '$')) {
        return true;
      }
    }
    return false;
  }
}
