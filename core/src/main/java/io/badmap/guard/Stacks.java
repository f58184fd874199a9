package io.badmap.guard;

/** Takes and reads stacks. */
final class Stacks {
  private static final String GUARD = "io.badmap.guard.";
  private static final String[] FAMILY = {
    "java.util.HashMap",
    "java.util.LinkedHashMap",
    "java.util.TreeMap",
    "java.util.WeakHashMap",
    "java.util.IdentityHashMap",
    "java.util.EnumMap",
    "java.util.Hashtable",
    "io.badmap.gomap.GoMap",
    "io.badmap.gomap.CarefulWrite"
  };

  /** The operations that tag the word, as far as a stack can stand in their callbacks. */
  private static final String[] WRITES = {
    "put",
    "putMapEntries",
    "putFirst",
    "putLast",
    "putIfAbsent",
    "merge",
    "readObject",
    "clear",
    "remove",
    "removeFirst",
    "removeLast",
    "replace",
    "replaceAll",
    "compute",
    "computeIfAbsent",
    "computeIfPresent",
    "putAll",
    "rehash",
    "addAllForTreeSet",
    "readTreeSet",
    "mapassign",
    "mapdelete"
  };

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
    return from(stack, top);
  }

  private static StackTraceElement[] from(StackTraceElement[] stack, int top) {
    StackTraceElement[] rest = new StackTraceElement[stack.length - top];
    System.arraycopy(stack, top, rest, 0, rest.length);
    return rest;
  }

  /**
   * The stack of another thread that writes, from the map operation outwards: what the operation
   * called back, a key's {@code hashCode} or a function of the user, is left out. Such code may use
   * other maps, so the innermost operation that can be a write counts, else the innermost of all.
   *
   * @param subject what it writes to
   */
  static StackTraceElement[] fromWrite(StackTraceElement[] stack, Object subject) {
    String root = Subjects.rootOf(subject);
    return root == null ? fromWrite(stack) : from(stack, firstWrite(stack, root));
  }

  private static int firstWrite(StackTraceElement[] stack, String root) {
    for (int i = 0; i < stack.length; i++) {
      if (Subjects.isWrite(stack[i], root)) {
        return i;
      }
    }
    return 0;
  }

  static StackTraceElement[] fromWrite(StackTraceElement[] stack) {
    int innermost = -1;
    int group = -1;
    for (int i = 0; i < stack.length; i++) {
      if (!isFamily(stack[i].getClassName())) {
        group = -1;
        continue;
      }
      group = group < 0 ? i : group;
      innermost = innermost < 0 ? i : innermost;
      if (isWrite(stack[i].getMethodName())) {
        return from(stack, group);
      }
    }
    return from(stack, innermost < 0 ? 0 : innermost);
  }

  private static boolean isWrite(String method) {
    for (String write : WRITES) {
      if (write.equals(method)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the map operation at the top of {@code stack} is one that writes. */
  static boolean isInsideWrite(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (!frame.getClassName().startsWith("java.util.")) {
        return false;
      }
      if (isWrite(frame.getMethodName())) {
        return true;
      }
    }
    return false;
  }

  /** The class at the top of {@code stack}, or the one that it is nested in. */
  static String topLevelClass(StackTraceElement[] stack) {
    String name = stack.length == 0 ? "java.util.Map" : stack[0].getClassName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** Whether a method of a covered map class stands anywhere in {@code stack}. */
  static boolean insideMap(StackTraceElement[] stack) {
    return operations(stack) > 0;
  }

  /** Whether an operation on {@code subject}, or on one of its kind, stands in {@code stack}. */
  static boolean insideMap(StackTraceElement[] stack, Object subject) {
    String root = Subjects.rootOf(subject);
    if (root == null) {
      return insideMap(stack);
    }
    return stack.length > 0 && Subjects.isWrite(stack[firstWrite(stack, root)], root);
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
      if (isOrIsNestedIn(className, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code className} is of the code of {@code subject}. */
  static boolean isOf(String className, Object subject) {
    String root = Subjects.rootOf(subject);
    return root == null ? isFamily(className) : isOrIsNestedIn(className, root);
  }

  static boolean isOrIsNestedIn(String className, String name) {
    return className.startsWith(name)
        && (className.length() == name.length() || className.charAt(name.length()) == '$');
  }
}
