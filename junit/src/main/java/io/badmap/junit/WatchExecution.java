package io.badmap.junit;

import io.badmap.junit.watch.TestScope;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Knows the tests of every engine, and watches them where {@code badmap.watch} is {@code true}. A
 * listener cannot make a test fail: {@link WatchMapsExtension} does that for Jupiter, the end of
 * the session for all others. Found through {@link java.util.ServiceLoader}.
 */
public final class WatchExecution implements TestExecutionListener {
  /** For the ServiceLoader. */
  public WatchExecution() {}

  @Override
  public void executionStarted(TestIdentifier test) {
    WatchRun run = watching();
    TestScope.Identity identity = run == null ? null : identity(test);
    if (run != null && identity != null) {
      run.watch().begin(identity, run.rules());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    WatchRun run = watching();
    TestScope scope = run == null ? null : run.watch().running(test.getUniqueId());
    if (run != null && scope != null) {
      run.watch().end(scope);
    }
  }

  private static @Nullable WatchRun watching() {
    Settings settings = Settings.read();
    if (settings.watch() == Settings.Which.FALSE
        || settings.problem() != null
        || settings.attach().problem() != null) {
      return null;
    }
    return WatchRun.get();
  }

  /** {@code null} for an engine, a suite or whatever else has no class of tests. */
  private static TestScope.@Nullable Identity identity(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    String shown = test.getDisplayName();
    if (source instanceof ClassSource type) {
      TestScope.Kind kind = test.isTest() ? TestScope.Kind.TEST : TestScope.Kind.CLASS;
      return new TestScope.Identity(test.getUniqueId(), shown, type.getClassName(), "", kind);
    }
    if (source instanceof MethodSource method && test.isTest()) {
      String simple = method.getClassName().replaceFirst("^.*[.$]", "");
      String name = simple + "." + method.getMethodName();
      boolean plain =
          shown.equals(method.getMethodName() + "()") || shown.equals(method.getMethodName());
      return new TestScope.Identity(
          test.getUniqueId(),
          plain ? name : name + ": " + shown,
          method.getClassName(),
          method.getMethodName(),
          TestScope.Kind.TEST);
    }
    return null;
  }
}
