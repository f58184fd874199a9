package io.badmap.junit.watch;

import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Side;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a misuse.
 *
 * <p>In this order: the running tests whose threads met, or whose threads made these; the one
 * running test whose method, then class, stands on either stack; an ended test that stands there;
 * the only test that ran. Else nobody can be told, and what ran is named.
 *
 * @param tests those that are charged; empty where nobody can be
 * @param candidates what ran then
 * @param note why, where a reader would wonder; empty otherwise
 */
record Charge(List<TestScope> tests, List<TestScope> candidates, String note) {
  static Charge of(
      MisuseReport report, @Nullable Scope first, @Nullable Scope second, List<TestScope> open) {
    List<TestScope> own = new ArrayList<>();
    List<TestScope> ended = new ArrayList<>();
    List<TestScope> classes = new ArrayList<>();
    sort(first, own, ended, classes);
    sort(second, own, ended, classes);
    if (!own.isEmpty()) {
      return new Charge(own, List.of(), own.size() == 1 ? "" : "threads of two tests met");
    }
    List<TestScope> running = runningTests(open, classes);
    List<TestScope> onStack = onStack(report, running);
    if (onStack.size() == 1) {
      return new Charge(onStack, List.of(), "");
    }
    List<TestScope> past = byMethod(report, ended);
    if (onStack.isEmpty() && !past.isEmpty()) {
      return new Charge(past, List.of(), "met after the test had ended, by threads that it left");
    }
    List<TestScope> candidates = onStack.isEmpty() ? running : onStack;
    if (candidates.size() == 1) {
      return new Charge(candidates, List.of(), onlyOneThatRan(ended));
    }
    if (candidates.isEmpty()) {
      candidates = classes.isEmpty() ? open : classes;
    }
    return new Charge(List.of(), candidates, nobody(candidates, ended));
  }

  private static void sort(
      @Nullable Scope scope, List<TestScope> own, List<TestScope> ended, List<TestScope> classes) {
    if (!(scope instanceof TestScope test)) {
      return;
    }
    List<TestScope> kind =
        test.hasEnded() ? ended : test.identity().kind() == TestScope.Kind.CLASS ? classes : own;
    if (!kind.contains(test)) {
      kind.add(test);
    }
  }

  /**
   * Of the given classes, where threads of classes met; of a test and its parts, the parts, whose
   * keys begin with the test's.
   */
  private static List<TestScope> runningTests(List<TestScope> open, List<TestScope> classes) {
    List<TestScope> tests = new ArrayList<>();
    for (TestScope scope : open) {
      if (scope.identity().kind() != TestScope.Kind.CLASS
          && isIn(scope, classes)
          && !hasParts(scope, open)) {
        tests.add(scope);
      }
    }
    return tests;
  }

  private static boolean hasParts(TestScope scope, List<TestScope> open) {
    String key = scope.identity().key();
    for (TestScope other : open) {
      String part = other.identity().key();
      if (part.length() > key.length() && part.startsWith(key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(TestScope scope, List<TestScope> classes) {
    for (TestScope each : classes) {
      if (isOrNestedIn(scope.identity().className(), each.identity().className())) {
        return true;
      }
    }
    return classes.isEmpty();
  }

  private static List<TestScope> onStack(MisuseReport report, List<TestScope> tests) {
    List<TestScope> methods = byMethod(report, tests);
    if (!methods.isEmpty()) {
      return methods;
    }
    List<TestScope> found = new ArrayList<>();
    for (TestScope test : tests) {
      if (hasClass(report.first(), test) || hasClass(report.second(), test)) {
        found.add(test);
      }
    }
    return found;
  }

  private static List<TestScope> byMethod(MisuseReport report, List<TestScope> tests) {
    List<TestScope> found = new ArrayList<>();
    for (TestScope test : tests) {
      if (hasMethod(report.first(), test) || hasMethod(report.second(), test)) {
        found.add(test);
      }
    }
    return found;
  }

  private static boolean hasClass(Side side, TestScope test) {
    String className = test.identity().className();
    return !className.isEmpty()
        && side.stack().stream().anyMatch(frame -> isOrNestedIn(frame.getClassName(), className));
  }

  private static boolean hasMethod(Side side, TestScope test) {
    String method = test.identity().methodName();
    return !method.isEmpty()
        && side.stack().stream()
            .filter(frame -> isOrNestedIn(frame.getClassName(), test.identity().className()))
            .anyMatch(frame -> Sites.enclosing(frame.getMethodName()).equals(method));
  }

  private static boolean isOrNestedIn(String className, String outer) {
    return className.startsWith(outer)
        && (className.length() == outer.length() || className.charAt(outer.length()) == '$');
  }

  private static String onlyOneThatRan(List<TestScope> ended) {
    return ended.isEmpty()
        ? "no thread of this test is known to be in it, but no other test ran"
        : "a thread was started by " + ended.get(0) + ", which has ended; no other test ran";
  }

  private static String nobody(List<TestScope> candidates, List<TestScope> ended) {
    StringBuilder note = new StringBuilder("no test can be charged; running: ");
    if (candidates.isEmpty()) {
      note.append("none");
    }
    for (int i = 0; i < candidates.size(); i++) {
      note.append(i == 0 ? "" : ", ").append(candidates.get(i));
    }
    if (!ended.isEmpty()) {
      note.append("; a thread was started by ").append(ended.get(0)).append(", which has ended");
    }
    return note.toString();
  }
}
