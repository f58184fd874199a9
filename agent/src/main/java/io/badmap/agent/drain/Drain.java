package io.badmap.agent.drain;

import io.badmap.agent.weave.Semantics;
import io.badmap.guard.Threads;
import java.lang.instrument.Instrumentation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Waits until every operation has ended that may have put a tag into a map.
 *
 * <p><b>Assumptions.</b> The hooks are out before a drain is made: whatever begins from then on
 * sets no tag. On JDK 21 and later the JVM keeps track of its virtual threads, as it does unless
 * {@code jdk.trackAllThreads} is false.
 *
 * <p><b>Guarantees.</b> A thread counts as done once it was seen outside of every operation that
 * may tag, or inside another one, or has ended; it need not stay outside, since what it enters is
 * without hooks. The threads that there are at the beginning are all that count.
 *
 * <p><b>Progress.</b> Takes the stack of each thread at least once and of those inside again and
 * again, for a bounded time. A thread that stays inside for long, in a function of its own that
 * {@code computeIfAbsent} calls, say, is what is left in the end.
 */
public final class Drain {
  private static final long STEP_NANOS = 500_000;
  private static final int TRACKED = 21;

  /** From here on {@code Thread.getStackTrace} is a handshake with that thread alone. */
  private static final int HANDSHAKES = 19;

  /** So many stacks are looked at in one stop of the JVM: some ten milliseconds of it. */
  private static final int MOST_AT_ONCE = 256;

  private final List<Thread> inside = new ArrayList<>();
  private final Map<Thread, StackTraceElement[]> first = new IdentityHashMap<>();
  private final boolean seesAll;

  /** Takes note of the threads of this moment. */
  public Drain(Instrumentation instrumentation) {
    for (Thread thread : Threads.live()) {
      inside.add(thread);
    }
    seesAll = Runtime.version().feature() < TRACKED || addVirtual(instrumentation);
    inside.remove(Thread.currentThread());
  }

  /** How many threads are still inside after {@code nanos}; -1 where that cannot be told. */
  public int await(long nanos) {
    long start = System.nanoTime();
    lookFirst();
    while (!inside.isEmpty() && System.nanoTime() - start < nanos) {
      LockSupport.parkNanos(this, STEP_NANOS);
      inside.removeIf(this::isDone);
    }
    return inside.isEmpty() && !seesAll ? -1 : inside.size();
  }

  /**
   * Before there were handshakes each look stopped all threads, and where processors are scarce the
   * way to a stop is longer than the stop: one for all threads is shorter than one for each.
   */
  private void lookFirst() {
    if (Runtime.version().feature() >= HANDSHAKES || inside.size() > MOST_AT_ONCE) {
      inside.removeIf(this::isDone);
      return;
    }
    Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
    inside.removeIf(thread -> !stacks.containsKey(thread) || isDone(thread, stacks.get(thread)));
  }

  private boolean isDone(Thread thread) {
    return isDone(thread, thread.getStackTrace());
  }

  private boolean isDone(Thread thread, StackTraceElement[] stack) {
    for (int i = stack.length - 1; i >= 0; i--) {
      if (Semantics.mayTag(stack[i].getClassName(), stack[i].getMethodName())) {
        StackTraceElement[] outermost = Arrays.copyOfRange(stack, i, stack.length);
        StackTraceElement[] before = first.putIfAbsent(thread, outermost);
        return before != null && !isSame(before, outermost);
      }
    }
    return true;
  }

  /**
   * Whether two stacks may be of one call of the method at their top, which runs from line to line.
   */
  private static boolean isSame(StackTraceElement[] before, StackTraceElement[] now) {
    return before[0].getMethodName().equals(now[0].getMethodName())
        && before[0].getClassName().equals(now[0].getClassName())
        && Arrays.equals(before, 1, before.length, now, 1, now.length);
  }

  /**
   * Threads of every container of the JDK, which lists virtual ones too; false where it does not.
   */
  private boolean addVirtual(Instrumentation instrumentation) {
    try {
      Module base = Object.class.getModule();
      instrumentation.redefineModule(
          base,
          Set.of(),
          Map.of("jdk.internal.vm", Set.of(Drain.class.getModule())),
          Map.of(),
          Set.of(),
          Map.of());
      Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
      Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer");
      Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      Deque<Object> left = new ArrayDeque<>();
      left.add(containers.getMethod("root").invoke(null));
      for (Object container; (container = left.poll()) != null; ) {
        if (seen.add(container)) {
          addAll(type.getMethod("threads").invoke(container), inside);
          addAll(type.getMethod("children").invoke(container), left);
        }
      }
      return Boolean.TRUE.equals(containers.getMethod("trackAllThreads").invoke(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> void addAll(@Nullable Object stream, Collection<T> to) {
    if (stream instanceof Stream<?> found) {
      found.forEach(one -> to.add((T) one));
    }
  }
}
