package io.badmap.junit.watch;

import io.badmap.Badmap;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Scopes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tests that run and the misuses that were met in them. Thread-safe. */
public final class Watch {
  /** Far longer than the agent needs; a harness must not hang for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, TestScope> open = new ConcurrentHashMap<>();
  private final Queue<Incident> incidents = new ConcurrentLinkedQueue<>();
  private final AtomicInteger tests = new AtomicInteger();
  private final boolean watchesAll;
  private final Baseline baseline;
  private final Runnable onIncident;

  /**
   * A watch that hears of nothing yet.
   *
   * @param watchesAll whether what happens outside of all tests counts
   * @param baseline pairs that nobody fails for
   * @param onIncident called after each incident, on the agent's reporting thread
   */
  public Watch(boolean watchesAll, Baseline baseline, Runnable onIncident) {
    this.watchesAll = watchesAll;
    this.baseline = baseline;
    this.onIncident = onIncident;
  }

  /** Begins to listen. */
  public AutoCloseable listen() {
    Scopes.nextRound();
    return Scopes.onMisuse(this::met);
  }

  /**
   * Begins a test or class of tests on the calling thread.
   *
   * @return its scope; {@code null} if it has begun already
   */
  public @Nullable TestScope begin(TestScope.Identity identity, Rules rules) {
    TestScope scope = new TestScope(identity, rules);
    if (open.putIfAbsent(identity.key(), scope) != null) {
      return null;
    }
    Scopes.nextRound();
    scope.enterThread();
    return scope;
  }

  /** What runs under a key; {@code null} for nothing. */
  public @Nullable TestScope running(String key) {
    return open.get(key);
  }

  /** Ends it, on the thread that began it. */
  public void end(TestScope scope) {
    flush();
    scope.leaveThread();
    scope.end();
    open.remove(scope.identity().key());
    if (scope.identity().kind() == TestScope.Kind.TEST && scope.rules().watched()) {
      tests.incrementAndGet();
    }
    judge(scope);
  }

  /**
   * What a test has to fail for by now. What it was expected to show, what it leaves out and what
   * the baseline knows is not among it.
   */
  public List<Incident> judge(TestScope scope) {
    flush();
    for (Incident incident : scope.incidents()) {
      if (incident.outcome() == Outcome.OPEN) {
        incident.outcome(outcome(scope.rules(), incident));
      }
    }
    return openOf(scope.incidents());
  }

  /** The expectations of a test that nothing has met yet. */
  public List<Expectation> unmet(TestScope scope) {
    List<Expectation> unmet = new ArrayList<>(scope.rules().expected());
    for (Incident incident : scope.incidents()) {
      unmet.removeIf(expectation -> expectation.matches(incident.report()));
    }
    return unmet;
  }

  /** What a class of tests has to answer for: what none of its tests has failed for. */
  public List<Incident> judgeClass(String className) {
    flush();
    List<Incident> answerable = new ArrayList<>();
    for (Incident incident : incidents) {
      if (incident.outcome() == Outcome.OPEN && incident.concerns(className) && isLeft(incident)) {
        answerable.add(incident);
      }
    }
    return answerable;
  }

  /** What nobody has failed for. */
  public List<Incident> left() {
    flush();
    return openOf(List.copyOf(incidents));
  }

  /** Says that a test, a class or the run fails for these. */
  public static void failed(List<Incident> failures) {
    for (Incident incident : failures) {
      incident.outcome(Outcome.FAILED);
    }
  }

  /** Says that a test has looked at these itself. */
  public static void taken(List<Incident> looked) {
    for (Incident incident : looked) {
      incident.outcome(Outcome.EXPECTED);
    }
  }

  /** Everything that was met, in the order in which it was told. */
  public List<Incident> incidents() {
    return List.copyOf(incidents);
  }

  /** How many watched tests have begun. */
  public int tests() {
    return tests.get() + unfinished().size();
  }

  /** The tests that have not ended. */
  public List<TestScope> unfinished() {
    return open.values().stream()
        .filter(scope -> scope.identity().kind() == TestScope.Kind.TEST)
        .filter(scope -> scope.rules().watched())
        .toList();
  }

  /** Waits for the agent; false if it did not answer. */
  public static boolean flush() {
    return Badmap.flush(PATIENCE);
  }

  private void met(
      MisuseReport report,
      @Nullable Scope first,
      @Nullable Scope second,
      String text,
      String json) {
    List<TestScope> running = new ArrayList<>();
    for (TestScope scope : open.values()) {
      if (scope.wasOpenAt(report.time().toEpochMilli())) {
        running.add(scope);
      }
    }
    Charge charge = Charge.of(report, first, second, running);
    for (TestScope test : charge.tests()) {
      Incident incident = new Incident(report, text, json, test, List.of(), charge.note());
      test.add(incident);
      add(incident, test.rules());
    }
    if (charge.tests().isEmpty()) {
      add(
          new Incident(report, text, json, null, charge.candidates(), charge.note()),
          common(charge.candidates()));
    }
    onIncident.run();
  }

  /** What is left out by all tests that may have done it; watched if any of them is. */
  private Rules common(List<TestScope> candidates) {
    if (candidates.stream().noneMatch(candidate -> candidate.rules().watched())
        && !(candidates.isEmpty() && watchesAll)) {
      return Rules.UNWATCHED;
    }
    List<PairPattern> patterns = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      List<PairPattern> suppressed = candidates.get(i).rules().suppressed();
      if (i == 0) {
        patterns.addAll(suppressed);
      } else {
        patterns.retainAll(suppressed);
      }
    }
    return new Rules(true, true, patterns, List.of());
  }

  private void add(Incident incident, Rules rules) {
    Outcome known = outcome(rules, incident);
    if (known != Outcome.EXPECTED) {
      incident.outcome(known);
    }
    incidents.add(incident);
  }

  private Outcome outcome(Rules rules, Incident incident) {
    MisuseReport report = incident.report();
    if (!rules.watched()) {
      return Outcome.UNWATCHED;
    }
    if (rules.suppresses(report.first(), report.second())) {
      return Outcome.SUPPRESSED;
    }
    for (Expectation expectation : rules.expected()) {
      if (expectation.matches(report)) {
        return Outcome.EXPECTED;
      }
    }
    return baseline.knows(incident) ? Outcome.KNOWN : Outcome.OPEN;
  }

  /** Whether the test it was charged to can no longer fail for it. */
  private static boolean isLeft(Incident incident) {
    TestScope test = incident.test();
    return test == null || test.hasEnded();
  }

  private static List<Incident> openOf(List<Incident> incidents) {
    return incidents.stream().filter(incident -> incident.outcome() == Outcome.OPEN).toList();
  }
}
