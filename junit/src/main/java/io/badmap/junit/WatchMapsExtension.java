package io.badmap.junit;

import io.badmap.MapMisuseError;
import io.badmap.junit.watch.Expectation;
import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.Rules;
import io.badmap.junit.watch.TestScope;
import io.badmap.junit.watch.Watch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * What {@link WatchMaps} and {@link ExpectMisuse} do. Registered with every test, it minds those
 * with an annotation, and all where {@code badmap.watch} is {@code true}.
 */
public final class WatchMapsExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        TestExecutionExceptionHandler,
        InvocationInterceptor,
        ParameterResolver {
  private static final ExtensionContext.Namespace OWN =
      ExtensionContext.Namespace.create(WatchMapsExtension.class);

  /** For JUnit. */
  public WatchMapsExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    begin(context, TestScope.Kind.CLASS);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    begin(context, TestScope.Kind.TEST);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestScope scope = watched(context);
    if (scope == null) {
      return;
    }
    Watch watch = WatchRun.get().watch();
    List<Incident> failures = watch.judge(scope);
    List<Expectation> unmet = watch.unmet(scope);
    endOwn(context, scope);
    if (!failures.isEmpty()) {
      Watch.failed(failures);
      throw MisuseFailure.of(" in this test", failures, unmet);
    }
    // A test that failed by itself need not have come as far as the misuse.
    if (!unmet.isEmpty() && context.getExecutionException().isEmpty()) {
      throw MisuseFailure.unmet(unmet);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestScope scope = watched(context);
    if (scope == null) {
      return;
    }
    List<Incident> failures = WatchRun.get().watch().judgeClass(scope.identity().className());
    endOwn(context, scope);
    fail(" in this class of tests", failures);
  }

  /** An expected error has done its work when it leaves the test method. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable throwable)
      throws Throwable {
    TestScope scope = watched(context);
    if (scope == null || !isExpected(scope.rules(), throwable)) {
      throw throwable;
    }
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext invocationContext,
      ExtensionContext context)
      throws Throwable {
    if (!begin(context, TestScope.Kind.TEST)) {
      invocation.proceed();
      return;
    }
    TestScope scope = watched(context);
    try {
      invocation.proceed();
    } catch (Throwable e) {
      if (scope == null || !isExpected(scope.rules(), e)) {
        throw e;
      }
    } finally {
      if (scope != null) {
        List<Incident> failures = WatchRun.get().watch().judge(scope);
        endOwn(context, scope);
        fail(" in this test", failures);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == MisuseRecorder.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    for (ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      TestScope scope = watched(at);
      if (scope != null) {
        return new MisuseRecorder(scope);
      }
    }
    throw new ParameterResolutionException(
        "a MisuseRecorder needs a watched test: @WatchMaps, or -Dbadmap.watch=true");
  }

  /** False where nothing is to be watched. */
  private static boolean begin(ExtensionContext context, TestScope.Kind kind) {
    Rules rules = Annotations.rules(context);
    if (rules == null && !isEverythingWatched()) {
      return false;
    }
    WatchRun run = WatchRun.get();
    if (run.isOff()) {
      return false;
    }
    if (Annotations.hunts(context) && !run.hunts()) {
      throw new IllegalStateException(
          "@WatchMaps(hunt = true): the agent of this JVM does not hunt: -Dbadmap.hunt=true where it"
              + " is attached, -javaagent:badmap.jar=hunt=on where it is given");
    }
    Rules wanted = rules == null ? run.rules() : rules;
    TestScope scope = run.watch().begin(identity(context, kind), wanted);
    if (scope != null) {
      context.getStore(OWN).put(context.getUniqueId(), scope);
      return true;
    }
    TestScope running = run.watch().running(context.getUniqueId());
    if (running != null) {
      running.rules(wanted);
    }
    return true;
  }

  private static boolean isEverythingWatched() {
    return Settings.read().watch() == Settings.Which.TRUE;
  }

  private static TestScope.Identity identity(ExtensionContext context, TestScope.Kind kind) {
    String className = context.getTestClass().map(Class::getName).orElse("");
    String simple = context.getTestClass().map(Class::getSimpleName).orElse("");
    String method = context.getTestMethod().map(java.lang.reflect.Method::getName).orElse("");
    String name = method.isEmpty() ? simple : simple + "." + method;
    String shown = context.getDisplayName();
    boolean plain = shown.equals(method + "()") || shown.equals(simple);
    return new TestScope.Identity(
        context.getUniqueId(), plain ? name : name + ": " + shown, className, method, kind);
  }

  private static @Nullable TestScope watched(ExtensionContext context) {
    if (Annotations.rules(context) == null && !isEverythingWatched()) {
      return null;
    }
    // Where the watch could not begin that has been told already.
    WatchRun run = WatchRun.known();
    return run == null || run.isOff() ? null : run.watch().running(context.getUniqueId());
  }

  /** What the listener has begun it ends as well. */
  private static void endOwn(ExtensionContext context, TestScope scope) {
    if (context.getStore(OWN).remove(context.getUniqueId()) != null) {
      WatchRun.get().watch().end(scope);
    }
  }

  private static void fail(String where, List<Incident> failures) {
    if (!failures.isEmpty()) {
      Watch.failed(failures);
      throw MisuseFailure.of(where, failures);
    }
  }

  private static boolean isExpected(Rules rules, Throwable throwable) {
    Throwable at = throwable;
    for (int depth = 0; at != null && depth < 100; depth++) {
      if (at instanceof MapMisuseError error) {
        return error.report() != null
            && rules.expected().stream().anyMatch(each -> each.matches(error.report()));
      }
      at = at.getCause();
    }
    return false;
  }
}
