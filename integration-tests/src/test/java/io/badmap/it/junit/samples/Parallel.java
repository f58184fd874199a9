package io.badmap.it.junit.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.badmap.junit.WatchMaps;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two tests at the same time: {@code races} fails, {@code innocent} passes. */
@WatchMaps
@Execution(ExecutionMode.CONCURRENT)
class Parallel {
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  @Test
  void races() throws Exception {
    meet();
    Race.onOwnThreads();
    meet();
  }

  @Test
  void innocent() throws Exception {
    meet();
    meet();
  }

  private static void meet() throws InterruptedException, BrokenBarrierException, TimeoutException {
    BOTH.await(60, SECONDS);
  }
}
