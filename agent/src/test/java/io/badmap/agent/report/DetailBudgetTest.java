package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DetailBudgetTest {
  private static final long SECOND = 1_000_000_000L;
  private final Thread noisy = new Thread();

  /** A thread in another slot than the noisy one. */
  private Thread quiet() {
    Thread quiet = new Thread();
    while ((System.identityHashCode(quiet) & 255) == (System.identityHashCode(noisy) & 255)) {
      quiet = new Thread();
    }
    return quiet;
  }

  private static int granted(DetailBudget budget, Thread thread, long from, int calls) {
    int granted = 0;
    for (int i = 0; i < calls; i++) {
      if (budget.wants(thread, from + i * (SECOND / calls))) {
        granted++;
      }
    }
    return granted;
  }

  @Test
  void aStormOfOneKindGetsNoMoreThanItsRate() {
    DetailBudget budget = new DetailBudget(200, 20);

    assertThat(granted(budget, noisy, 0, 1_000_000)).isBetween(200, 400);
    assertThat(granted(budget, noisy, SECOND, 1_000_000)).isBetween(190, 201);
  }

  @Test
  void aRepeatingThreadLeavesTheBudgetToOthers() {
    DetailBudget budget = new DetailBudget(200, 20);
    budget.met(noisy, true);

    assertThat(granted(budget, noisy, 0, 1_000_000)).isBetween(20, 40);
    assertThat(granted(budget, quiet(), SECOND, 1)).isEqualTo(1);
  }

  @Test
  void aThreadThatBringsSomethingNewIsHeardAgain() {
    DetailBudget budget = new DetailBudget(200, 20);
    budget.met(noisy, true);
    budget.met(noisy, false);

    assertThat(granted(budget, noisy, 0, 1_000_000)).isBetween(200, 400);
  }

  @Test
  void twoThreadsThatAskAtTheSameMomentBothGetTheirs() throws InterruptedException {
    int each = 5_000;
    DetailBudget budget = new DetailBudget(4 * each, 1);
    AtomicInteger refused = new AtomicInteger();
    CyclicBarrier start = new CyclicBarrier(2);
    Runnable asks =
        () -> {
          await(start);
          for (int i = 0; i < each; i++) {
            if (!budget.wants(Thread.currentThread(), SECOND)) {
              refused.incrementAndGet();
            }
          }
        };
    Thread first = new Thread(asks);
    Thread second = new Thread(asks);
    first.start();
    second.start();
    first.join();
    second.join();

    assertThat(refused).hasValue(0);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
