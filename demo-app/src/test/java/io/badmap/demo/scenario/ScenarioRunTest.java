package io.badmap.demo.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ScenarioRunTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Not the parallel stream: its one worker is several threads. */
  static List<String> confined() {
    return Scenarios.names().stream().filter(name -> !name.equals("parallel-stream")).toList();
  }

  @ParameterizedTest
  @MethodSource("confined")
  void theStepsOfAScenarioDoNoHarmWhenOneThreadTakesThem(String name) {
    takeInTurn(Scenarios.named(name).workers(), 60_000);
  }

  @Test
  void theWorkersOfAScenarioWorkOnOneSharedState() {
    ReaderAndWriter users = new ReaderAndWriter();
    takeInTurn(users.workers(), 1);
    assertThat(users.banner()).isEqualTo("renamed");

    IterationAndWriter skus = new IterationAndWriter();
    takeInTurn(skus.workers(), 2);
    assertThat(skus.sum()).isEqualTo(998 * 100 + 0 + 1);

    LruReadLock lru = new LruReadLock();
    takeInTurn(lru.workers(), 1);
    assertThat(lru.revenue()).isEqualTo(100);

    DifferentLocks requests = new DifferentLocks();
    takeInTurn(requests.workers(), 10);
    assertThat(requests.missing()).isZero();
  }

  @Test
  void anErrorThrownInAWorkerStopsTheRunAndIsToldByItsFirstLine() throws InterruptedException {
    Scenario scenario =
        planted(
            turn -> {
              if (turn == 3) {
                throw new AssertionError("concurrent map writes\nsecond line");
              }
            },
            turn -> Thread.onSpinWait());
    assertThat(run(scenario, LONG)).isEqualTo(1);
    assertThat(outcome())
        .isEqualTo("planted: stopped by java.lang.AssertionError: concurrent map writes");
  }

  @Test
  void aWorkerThatNeverComesBackDoesNotHoldTheRun() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Scenario scenario = planted(turn -> awaitUninterruptibly(never), turn -> Thread.onSpinWait());
    assertThat(run(scenario, SHORT)).isZero();
    assertThat(outcome())
        .matches(
            "planted: ended without an error; \\d+ operations done; worker-1 never came back.*");
    never.countDown();
  }

  @Test
  void workersAreNamedDaemonsAndStartTogether() throws InterruptedException {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    CyclicBarrier both = new CyclicBarrier(2);
    Scenario.Step meet =
        turn -> {
          if (turn == 0) {
            seen.add(Thread.currentThread().getName() + Thread.currentThread().isDaemon());
            awaitBarrier(both);
          }
        };
    assertThat(run(planted(meet, meet), SHORT)).isZero();
    assertThat(seen).containsExactlyInAnyOrder("worker-1true", "worker-2true");
  }

  private int run(Scenario scenario, Duration time) throws InterruptedException {
    return new ScenarioRun(scenario, time, new PrintStream(out, true, StandardCharsets.UTF_8))
        .run();
  }

  private String outcome() {
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2);
    return lines.get(1);
  }

  private static void takeInTurn(List<Scenario.Step> steps, int turns) {
    for (long turn = 0; turn < turns; turn++) {
      for (Scenario.Step step : steps) {
        step.take(turn);
      }
    }
  }

  private static Scenario planted(Scenario.Step... steps) {
    return new Scenario() {
      @Override
      public String name() {
        return "planted";
      }

      @Override
      public String description() {
        return "a test";
      }

      @Override
      public List<Step> workers() {
        return List.of(steps);
      }
    };
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitBarrier(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
