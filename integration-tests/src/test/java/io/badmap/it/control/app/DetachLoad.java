package io.badmap.it.control.app;

import io.badmap.it.SelfAttach;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has an agent attached and detached again and again while threads use maps as they may, and counts
 * what they must never see.
 */
public final class DetachLoad {
  private static final long LOADER_NANOS = TimeUnit.SECONDS.toNanos(20);

  private DetachLoad() {}

  /** Takes the agent's jar and how many rounds; options of the agent may follow. */
  public static void main(String[] arguments) throws Exception {
    String jar = arguments[0];
    int rounds = Integer.parseInt(arguments[1]);
    String options = arguments.length > 2 ? arguments[2] : "action=log";
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    AtomicBoolean end = new AtomicBoolean();
    AtomicLong turns = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (Work work : Work.all()) {
      Thread thread = new Thread(() -> run(work, end, turns, wrong), work.name());
      threads.add(thread);
      thread.start();
    }
    int kept = 0;
    List<Long> worst = new ArrayList<>();
    long heap = 0;
    for (int round = 1; round <= rounds; round++) {
      SelfAttach.load(jar, options);
      WeakReference<ClassLoader> loader = loaderOfAgent();
      long before = turns.get();
      while (turns.get() - before < threads.size()) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      SelfAttach.load(jar, "control=detach");
      worst.add(System.nanoTime() - start);
      if (loader == null || SelfAttach.resident() != null) {
        wrong.add("round " + round + ": the agent did not come or did not go");
        break;
      }
      if (!isGone(loader)) {
        kept++;
      }
      if (round == Math.min(rounds, 20) || round == rounds) {
        heap = usedHeap() - heap;
      }
    }
    end.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    worst.sort(null);
    System.out.println("rounds " + worst.size());
    System.out.println("turns " + (turns.get() > 0));
    System.out.println("loaders kept " + kept);
    System.out.println("wrong " + wrong);
    System.out.println("threads " + agentThreads());
    System.out.println(
        "longest detach ms " + TimeUnit.NANOSECONDS.toMillis(worst.get(worst.size() - 1)));
    System.out.println(
        "median detach ms " + TimeUnit.NANOSECONDS.toMillis(worst.get(worst.size() / 2)));
    System.out.println("all turns " + turns + ", heap more since round 20 KB " + heap / 1024);
  }

  private static void run(Work work, AtomicBoolean end, AtomicLong turns, Queue<String> wrong) {
    while (!end.get()) {
      try {
        work.turn();
        turns.incrementAndGet();
      } catch (Throwable e) {
        wrong.add(work.name() + ": " + e + " at " + e.getStackTrace()[0]);
        return;
      }
    }
  }

  /** What is resident lies in the boot loader, all but the start of the agent in one of its own. */
  private static WeakReference<ClassLoader> loaderOfAgent() throws ReflectiveOperationException {
    Object start = SelfAttach.resident();
    if (start == null) {
      return null;
    }
    Field rest = start.getClass().getDeclaredField("rest");
    rest.setAccessible(true);
    ClassLoader loader = rest.get(start).getClass().getClassLoader();
    return new WeakReference<>(Objects.requireNonNull(loader, "the boot loader is never gone"));
  }

  private static boolean isGone(WeakReference<ClassLoader> loader) {
    long start = System.nanoTime();
    while (loader.get() != null && System.nanoTime() - start < LOADER_NANOS) {
      System.gc();
    }
    return loader.get() == null;
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static List<String> agentThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("badmap-"))
        .sorted()
        .toList();
  }
}
