package io.badmap.junit;

import io.badmap.MisuseReport;
import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.TestScope;
import io.badmap.junit.watch.Watch;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a test has been charged with so far: a parameter of test methods and of those around them.
 * Thread-safe.
 */
public final class MisuseRecorder {
  private final TestScope scope;

  MisuseRecorder(TestScope scope) {
    this.scope = scope;
  }

  /** What was met before this call. The test still fails for it. */
  public List<MisuseReport> misuses() {
    Watch.flush();
    return scope.incidents().stream().map(Incident::report).toList();
  }

  /** What was met before this call; the test does not fail for it any more. */
  public List<MisuseReport> take() {
    return take(report -> true);
  }

  /** Takes those that {@code wanted} accepts, and leaves the others. */
  public List<MisuseReport> take(Predicate<MisuseReport> wanted) {
    Watch.flush();
    List<Incident> taken =
        scope.incidents().stream().filter(incident -> wanted.test(incident.report())).toList();
    Watch.taken(taken);
    return taken.stream().map(Incident::report).toList();
  }
}
