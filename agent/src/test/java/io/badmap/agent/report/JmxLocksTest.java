package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.HeldLock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class JmxLocksTest {
  private final JmxLocks locks = new JmxLocks();

  private List<HeldLock> mine() {
    Object snapshot = locks.locksOf(Thread.currentThread());
    return ((List<?>) snapshot).stream().map(HeldLock.class::cast).toList();
  }

  @Test
  void nothingIsToldBeforeTheClassesAreLoaded() {
    assertThat(locks.locksOf(Thread.currentThread())).isNull();
  }

  @Test
  void aMonitorIsToldWithTheFrameThatTookItAndALockWithItsClass() {
    locks.warmUp();
    Object monitor = new Object();
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      synchronized (monitor) {
        List<HeldLock> held = mine();
        assertThat(held).hasSize(2);
        assertThat(held.get(0).className()).isEqualTo("java.lang.Object");
        assertThat(held.get(0).identity()).isEqualTo(System.identityHashCode(monitor));
        assertThat(held.get(0).site().getFileName()).isEqualTo("JmxLocksTest.java");
        assertThat(TextFormat.lockClass(held.get(1).className()))
            .isEqualTo("java.util.concurrent.locks.ReentrantLock");
      }
    } finally {
      lock.unlock();
    }
    assertThat(mine()).isEmpty();
  }

  @Test
  void aPoolsOwnWorkerStateIsNoLock() throws Exception {
    locks.warmUp();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      assertThat(pool.submit(this::mine).get()).isEmpty();
    } finally {
      pool.shutdown();
    }
  }

  /** Half a second of walks is used up in some thousands of look-ups. */
  @Test
  void theHeapIsWalkedWheneverSomebodyAsks() {
    locks.warmUp();
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      Object told = locks.locksOf(Thread.currentThread());
      while (told != null) {
        told = locks.locksOf(Thread.currentThread());
      }
    } finally {
      lock.unlock();
    }
  }
}
