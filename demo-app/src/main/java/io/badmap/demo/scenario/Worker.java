package io.badmap.demo.scenario;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/** A thread that takes one step over and over until the run ends or an error is thrown. */
final class Worker extends Thread {
  private final Scenario.Step step;
  private final CyclicBarrier start;
  private final Ending ending;
  private final AtomicLong turns = new AtomicLong();

  Worker(int number, Scenario.Step step, CyclicBarrier start, Ending ending) {
    super("worker-" + number);
    this.step = step;
    this.start = start;
    this.ending = ending;
    // A thread that spins in a damaged map must not keep the JVM alive.
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      start.await();
      work();
    } catch (InterruptedException | BrokenBarrierException | RuntimeException | Error e) {
      ending.failed(e);
    }
  }

  private void work() {
    for (long turn = 0; ending.isOpen(); turn++) {
      step.take(turn);
      turns.setOpaque(turn + 1);
    }
  }

  /** How many steps were taken so far. */
  long turns() {
    return turns.getOpaque();
  }
}
