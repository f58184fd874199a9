package io.badmap.it.junit.samples;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.badmap.junit.WatchMaps;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Two tests at the same time, one of which races in a pool that both share: nobody can tell which,
 * so both pass and the class fails.
 */
@WatchMaps
@Execution(ExecutionMode.CONCURRENT)
class ParallelPool {
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  /** The pool's threads are made here, in no test. */
  @BeforeAll
  static void startPool() throws Exception {
    CyclicBarrier started = new CyclicBarrier(3);
    Pools.SHARED.submit(() -> started.await(60, SECONDS));
    Pools.SHARED.submit(() -> started.await(60, SECONDS));
    started.await(60, SECONDS);
  }

  @Test
  void races() throws Exception {
    BOTH.await(60, SECONDS);
    Race.in(Pools.SHARED);
    BOTH.await(60, SECONDS);
  }

  @Test
  void innocent() throws Exception {
    BOTH.await(60, SECONDS);
    BOTH.await(60, SECONDS);
  }
}
