package io.badmap.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OwnThreadsTest {
  private static final long WORK_NANOS = 50_000_000;

  private final OwnThreads all = new OwnThreads();
  private final OwnThreads stay = OwnThreads.thatStay();

  /**
   * What both saw of a thread that has worked for a while: while it lives, and when it has gone.
   */
  private long[] spent(String name, Function<OwnThreads, Long> read) throws InterruptedException {
    long before = all.cpuNanos();
    long beforeStay = stay.cpuNanos();
    CountDownLatch worked = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread thread = new Thread(() -> work(worked, over), name);
    thread.start();
    worked.await();
    long[] spent = {read.apply(all) - before, read.apply(stay) - beforeStay, 0};
    over.countDown();
    thread.join();
    spent[2] = read.apply(all) - before;
    return spent;
  }

  private static void work(CountDownLatch worked, CountDownLatch over) {
    java.lang.management.ThreadMXBean threads =
        java.lang.management.ManagementFactory.getThreadMXBean();
    while (threads.getCurrentThreadCpuTime() < WORK_NANOS) {
      Thread.onSpinWait();
    }
    worked.countDown();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aThreadThatHasEndedIsForgottenOrCountedTwice() throws InterruptedException {
    long[] spent = spent("badmap-x", OwnThreads::cpuNanos);
    assertThat(spent[0]).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(spent[2]).isGreaterThanOrEqualTo(WORK_NANOS).isLessThan(2 * WORK_NANOS);
    assertThat(all.known()).isZero();
  }

  @Test
  void weavingAtTheStartIsChargedAsIfItWentOn() throws InterruptedException {
    long[] spent = spent("badmap-late", OwnThreads::cpuNanos);
    assertThat(spent[0]).isGreaterThanOrEqualTo(WORK_NANOS);
    assertThat(spent[1]).isLessThan(WORK_NANOS);
  }
}
