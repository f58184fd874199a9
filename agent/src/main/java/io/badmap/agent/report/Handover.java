package io.badmap.agent.report;

import io.badmap.MisuseReport;
import io.badmap.guard.Encounter;
import io.badmap.guard.Threads;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between the threads that meet conflicts and the one that reports them. Offers
 * are lock-free and never wait: a full queue refuses.
 */
final class Handover {
  /**
   * An encounter to be reported; keeps the map alive until then.
   *
   * @param encounter what was met
   * @param pair its sites
   * @param report the report of this encounter
   * @param again whether the pair was handed over before, in another scope or round
   * @param halts whether the JVM ends with it
   * @param locals where a span is to be told, what the meeting thread carried, as {@link
   *     Threads#localsNamed} gives it, emptied when that is done; {@code null} where somebody is to
   *     read a report
   */
  record Work(
      Encounter encounter,
      Pair pair,
      MisuseReport report,
      boolean again,
      boolean halts,
      @Nullable AtomicReference<@Nullable Object @Nullable []> locals) {
    Work(Encounter encounter, Pair pair, MisuseReport report, boolean again, boolean halts) {
      this(encounter, pair, report, again, halts, null);
    }
  }

  private final ConcurrentLinkedQueue<Work> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;

  Handover(int capacity) {
    this.capacity = capacity;
  }

  boolean offer(Work work) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    return queue.offer(work);
  }

  @Nullable Work poll() {
    Work work = queue.poll();
    if (work != null) {
      size.decrementAndGet();
    }
    return work;
  }

  int size() {
    return size.get();
  }
}
