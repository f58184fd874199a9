package io.badmap.junit;

import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.junit.watch.Incident;
import io.badmap.junit.watch.Rules;
import io.badmap.junit.watch.TestScope;
import io.badmap.junit.watch.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One run of a {@link MapScenario}. */
final class ScenarioRun<M> {
  /** An operation that takes longer than this after the end is stuck. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final int JITTER_SPINS = 64;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final MapScenario<M> scenario;
  private final long seed;
  private final RoundBarrier barrier;
  private final List<ConcurrentLinkedQueue<Throwable>> thrown = new ArrayList<>();
  private final long end;
  private volatile @Nullable M map;
  private volatile @Nullable TestScope scope;
  private volatile @Nullable Throwable failure;
  private volatile int rounds;

  ScenarioRun(MapScenario<M> scenario, long seed) {
    this.scenario = scenario;
    this.seed = seed;
    barrier = new RoundBarrier(scenario.operations.size(), this::nextRound);
    end = System.nanoTime() + scenario.limit.toNanos();
    scenario.operations.forEach(operation -> thrown.add(new ConcurrentLinkedQueue<>()));
  }

  ScenarioResult run() {
    Watch watch = WatchRun.get().watch();
    Scope outer = Scope.current();
    TestScope own = watch.begin(identity(outer), Rules.DEFAULT);
    if (own == null) {
      throw new IllegalStateException(scenario.name + " runs already");
    }
    scope = own;
    try {
      List<Thread> threads = threads();
      threads.forEach(Thread::start);
      join(threads);
    } finally {
      watch.end(own);
    }
    Watch.taken(own.incidents());
    Throwable wrong = failure;
    if (wrong != null) {
      throw new IllegalStateException(scenario.name + " has no map", wrong);
    }
    return result(own);
  }

  private TestScope.Identity identity(@Nullable Scope outer) {
    String part = "/scenario-" + NUMBERS.incrementAndGet();
    if (outer instanceof TestScope test) {
      TestScope.Identity around = test.identity();
      return new TestScope.Identity(
          around.key() + part,
          around.name() + ", " + scenario.name,
          around.className(),
          around.methodName(),
          TestScope.Kind.SCENARIO);
    }
    return new TestScope.Identity(part, scenario.name, "", "", TestScope.Kind.SCENARIO);
  }

  /** Made inside the scenario's scope, which they inherit. */
  private List<Thread> threads() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < scenario.operations.size(); i++) {
      int number = i;
      Thread thread = new Thread(() -> work(number), scenario.name + "-" + (i + 1));
      thread.setDaemon(true);
      threads.add(thread);
    }
    return threads;
  }

  /** By one thread, between two rounds. */
  private boolean nextRound() {
    if (rounds >= scenario.rounds || failure != null || end - System.nanoTime() <= 0) {
      return false;
    }
    TestScope known = scope;
    if (known != null && rounds > 0 && !scenario.verdict.isNothing()) {
      if (scenario.verdict.isReached(result(known))) {
        return false;
      }
    }
    if (!scenario.shared || rounds == 0) {
      try {
        map = scenario.maps.get();
      } catch (RuntimeException | Error e) {
        failure = e;
        return false;
      }
    }
    rounds = rounds + 1;
    return true;
  }

  private void join(List<Thread> threads) {
    long longest = System.nanoTime() + scenario.limit.plus(GRACE).toNanos();
    for (int i = 0; i < threads.size(); i++) {
      Thread thread = threads.get(i);
      try {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(longest - System.nanoTime())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (thread.isAlive()) {
        AssertionError stuck = new AssertionError(thread.getName() + " does not end");
        stuck.setStackTrace(thread.getStackTrace());
        thrown.get(i).add(stuck);
        barrier.open();
      }
    }
  }

  private void work(int thread) {
    MapOperation<? super M> operation = scenario.operations.get(thread);
    while (barrier.await()) {
      int round = rounds - 1;
      SplittableRandom random =
          new SplittableRandom(seed ^ ((long) round << 16) ^ (long) thread << 48);
      for (int spins = random.nextInt(JITTER_SPINS); spins > 0; spins--) {
        Thread.onSpinWait();
      }
      M now = map;
      if (now == null) {
        return;
      }
      try {
        operation.apply(now, new Turn(round, thread, random));
      } catch (Throwable e) {
        note(thread, e);
      }
    }
  }

  /** The first of each class, so that a long scenario does not fill the memory. */
  private void note(int thread, Throwable e) {
    for (Throwable known : thrown.get(thread)) {
      if (known.getClass() == e.getClass()) {
        return;
      }
    }
    thrown.get(thread).add(e);
  }

  /** A map that watches itself, such as GoMap, tells by its errors alone. */
  private ScenarioResult result(TestScope scope) {
    Map<String, MisuseReport> misuses = new LinkedHashMap<>();
    for (Incident incident : scope.incidents()) {
      misuses.putIfAbsent(incident.pair(), incident.report());
    }
    List<Throwable> errors = new ArrayList<>();
    for (ConcurrentLinkedQueue<Throwable> each : thrown) {
      for (Throwable e : each) {
        if (!(e instanceof MapMisuseError error)) {
          errors.add(e);
        } else if (misuses.isEmpty() && error.report() != null) {
          misuses.put("", error.report());
        }
      }
    }
    return new ScenarioResult(scenario.name, seed, rounds, List.copyOf(misuses.values()), errors);
  }
}
