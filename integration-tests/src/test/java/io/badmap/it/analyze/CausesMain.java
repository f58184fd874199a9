package io.badmap.it.analyze;

import io.badmap.MapMisuseError;
import io.badmap.gomap.GoMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Misuses a map in the way that its argument names, until the agent throws. */
final class CausesMain {
  private static final int ROUNDS = 200_000;
  private static final ReentrantLock FIRST = new ReentrantLock();
  private static final ReentrantLock SECOND = new ReentrantLock();

  private static volatile boolean over;
  private static volatile Map<Integer, Integer> shared = new HashMap<>();

  private CausesMain() {}

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "unguarded_writers" -> both(i -> shared.put(i & 1023, i), i -> shared.put(i & 1023, i));
      case "unguarded_reader_and_writer" ->
          both(i -> shared.get(i & 1023), i -> shared.put(i & 1023, i));
      case "writer_guarded_reader_bare" ->
          both(i -> shared.get(i & 1023), locked(FIRST, i -> shared.put(i & 1023, i)));
      case "one_side_bare" ->
          both(i -> shared.put(i & 1023, i), locked(FIRST, i -> shared.put(i & 1023, i)));
      case "different_locks" ->
          both(
              locked(FIRST, i -> shared.put(i & 1023, i)),
              locked(SECOND, i -> shared.put(i & 1023, i)));
      case "read_that_writes" -> readThatWrites();
      case "view_without_wrapper_lock" -> view();
      case "parallel_stream" -> parallelStream();
      case "first_write_race" -> firstWrite();
      case "write_while_growing" -> growing();
      case "published_before_filled" -> publication();
      case "write_to_evacuated_bucket" -> evacuation();
      case "undecided" -> overtaken();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Each in a thread of its own until one of them is stopped. */
  private static void both(IntConsumer first, IntConsumer second) throws InterruptedException {
    for (int i = 0; i < 512; i++) shared.put(i, i);
    Thread one = new Thread(() -> work(first), "one");
    Thread two = new Thread(() -> work(second), "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  private static void work(IntConsumer operation) {
    try {
      for (int i = 0; !over && i < 100 * ROUNDS; i++) operation.accept(i);
    } catch (MapMisuseError e) {
      over = true;
    }
  }

  private static IntConsumer locked(ReentrantLock lock, IntConsumer operation) {
    return i -> {
      lock.lock();
      try {
        operation.accept(i);
      } finally {
        lock.unlock();
      }
    };
  }

  private static void readThatWrites() throws InterruptedException {
    Map<Integer, Integer> recent = new LinkedHashMap<>(16, 0.75f, true);
    for (int i = 0; i < 512; i++) recent.put(i, i);
    both(i -> recent.get(i & 511), i -> recent.get(i & 511));
  }

  private static void view() throws InterruptedException {
    Map<Integer, Integer> wrapper = Collections.synchronizedMap(new HashMap<>());
    for (int i = 0; i < 512; i++) wrapper.put(i, i);
    both(
        i -> {
          for (Integer value : wrapper.values()) look(value);
        },
        i -> wrapper.put(i & 511, i));
  }

  private static void look(Integer value) {
    if (value < 0) throw new IllegalStateException();
  }

  private static void parallelStream() {
    try {
      for (int i = 0; i < ROUNDS; i++) {
        Map<Integer, Integer> filled = new HashMap<>();
        IntStream.range(0, 10_000).parallel().forEach(n -> filled.put(n, n));
      }
    } catch (MapMisuseError e) {
      over = true;
    }
  }

  private static void firstWrite() throws InterruptedException {
    inRounds(HashMap::new, 1);
  }

  /** A fresh map for each round, into which both put from the same moment on. */
  private static void inRounds(Supplier<Map<Integer, Integer>> fresh, int puts)
      throws InterruptedException {
    CyclicBarrier barrier = new CyclicBarrier(2, () -> shared = fresh.get());
    IntConsumer round =
        i -> {
          meet(barrier);
          for (int n = 0; n < puts; n++)
            shared.put(n + (Thread.currentThread().getName().equals("one") ? 0 : 1 << 20), n);
        };
    Thread one = new Thread(() -> workAt(barrier, round), "one");
    Thread two = new Thread(() -> workAt(barrier, round), "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  private static void workAt(CyclicBarrier barrier, IntConsumer round) {
    try {
      for (int i = 0; i < ROUNDS; i++) round.accept(i);
    } catch (MapMisuseError e) {
      over = true;
      barrier.reset();
    } catch (IllegalStateException e) {
      if (!over) throw e;
    }
  }

  private static void meet(CyclicBarrier barrier) {
    if (over) throw new IllegalStateException("over");
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One grows a map, the other puts when it has as many entries as make it grow once more. */
  private static void growing() throws InterruptedException {
    Map<Integer, Integer> grown = new HashMap<>();
    int full = 3 << 16;
    Thread one = new Thread(() -> work(i -> grown.put(i, i)), "one");
    Thread two =
        new Thread(
            () ->
                work(
                    i -> {
                      while (!over && grown.size() < full) Thread.onSpinWait();
                      grown.put(-1 - i, i);
                    }),
            "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }

  /** The maker assigns the field first and fills the map then. */
  private static void publication() throws InterruptedException {
    Thread maker =
        new Thread(
            () ->
                work(
                    i -> {
                      Map<Integer, Integer> fresh = new HashMap<>();
                      shared = fresh;
                      for (int n = 0; n < 2_000; n++) fresh.put(n, n);
                    }),
            "maker");
    Thread reader = new Thread(() -> work(i -> shared.get(i & 1023)), "reader");
    maker.start();
    reader.start();
    maker.join();
    reader.join();
  }

  /**
   * The ninth put of a GoMap moves its only bucket, for which it asks a key for its hash. That key
   * answers when a second put is about to move the same bucket, and holds that one until the first
   * is over.
   */
  private static void evacuation() throws InterruptedException {
    GoMap<Object, Integer> grown = GoMap.make();
    Thread first = new Thread(() -> grown.put(8, 8), "one");
    AskedKey asked = new AskedKey(first);
    Thread second =
        new Thread(
            () -> {
              await(asked.moving);
              grown.put(9, 9);
            },
            "two");
    grown.put(asked, 0);
    for (int n = 1; n < 8; n++) grown.put(n, n);
    second.start();
    first.start();
    first.join();
    second.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its hash is asked for by each put that means to move it. */
  private static final class AskedKey {
    private final Thread first;
    private final CountDownLatch moving = new CountDownLatch(1);
    private final CountDownLatch movingAgain = new CountDownLatch(1);

    AskedKey(Thread first) {
      this.first = first;
    }

    @Override
    public int hashCode() {
      String thread = Thread.currentThread().getName();
      if (thread.equals("one")) {
        moving.countDown();
        await(movingAgain);
      } else if (thread.equals("two")) {
        movingAgain.countDown();
        while (first.isAlive()) Thread.onSpinWait();
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static boolean isInside(Thread thread, String classOrMethod) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if ((frame.getClassName() + "." + frame.getMethodName()).startsWith(classOrMethod)) {
        return true;
      }
    }
    return false;
  }

  /** A long copy during which another thread puts once, and is gone before it could be met. */
  private static void overtaken() throws InterruptedException {
    HashMap<Integer, Integer> copied = new HashMap<>(1 << 19);
    for (int i = 0; i < 1 << 18; i++) copied.put(i, i);
    Thread copier = new Thread(() -> copied.clone(), "copier");
    copier.start();
    while (copier.isAlive() && !isInside(copier, "java.util.HashMap.clone")) Thread.onSpinWait();
    copied.put(-1, -1);
    copier.join();
  }
}
