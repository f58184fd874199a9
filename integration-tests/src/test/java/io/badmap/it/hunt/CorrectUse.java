package io.badmap.it.hunt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Maps that are shared correctly, each in another way, with as many near misses as there can be.
 */
public final class CorrectUse {
  private static final long NANOS_FOR_EACH = 500_000_000;

  private CorrectUse() {}

  /** One way to share. */
  interface Pattern {
    /** Shares maps until {@code end} of {@link System#nanoTime()}, or for a few rounds. */
    void run(long end) throws Exception;
  }

  private interface Turn {
    void take(int thread) throws Exception;
  }

  /** Every pattern, by name. */
  static Map<String, Pattern> patterns() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    patterns.put("monitor", CorrectUse::monitor);
    patterns.put("lock", end -> locked(new ReentrantLock(), end));
    patterns.put("fair-lock", end -> locked(new ReentrantLock(true), end));
    patterns.put("read-write-lock", CorrectUse::readWriteLock);
    patterns.put("stamped-lock", CorrectUse::stampedLock);
    patterns.put("semaphore", CorrectUse::semaphore);
    patterns.put("queue", CorrectUse::queue);
    patterns.put("synchronous-queue", CorrectUse::synchronousQueue);
    patterns.put("exchanger", CorrectUse::exchanger);
    patterns.put("latch", CorrectUse::latch);
    patterns.put("phaser", CorrectUse::phaser);
    patterns.put("barrier", CorrectUse::barrier);
    patterns.put("completable-future", CorrectUse::futures);
    patterns.put("executor", CorrectUse::executor);
    patterns.put("fork-and-join", CorrectUse::forkJoin);
    patterns.put("volatile-publication", CorrectUse::publication);
    patterns.put("start-and-join", CorrectUse::startAndJoin);
    patterns.put("copy-on-write", CorrectUse::copyOnWrite);
    patterns.put("actor", CorrectUse::actor);
    patterns.put("wait-and-notify", CorrectUse::waitAndNotify);
    patterns.put("access-order-under-a-lock", CorrectUse::accessOrder);
    patterns.put("virtual-threads", CorrectUse::virtualThreads);
    return patterns;
  }

  /** Runs the named pattern, in a JVM of its own: what the hunt drops in one it drops in all. */
  public static void main(String[] arguments) throws Exception {
    Pattern pattern = patterns().get(arguments[0]);
    pattern.run(System.nanoTime() + NANOS_FOR_EACH);
    System.out.println("end");
  }

  private static boolean before(long end) {
    return System.nanoTime() - end < 0;
  }

  private static void use(Map<Integer, Integer> map, int number) {
    map.merge(number & 31, 1, Integer::sum);
    map.computeIfAbsent(number, key -> key);
    map.get(number & 7);
    if ((number & 15) == 0) {
      map.keySet().removeIf(key -> key > 31);
    }
  }

  /** Two threads take turns at will until the end. */
  private static void both(long end, Turn turn) throws Exception {
    List<Thread> threads = new ArrayList<>();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (before(end)) {
                    turn.take(number);
                  }
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (thrown.get() != null) {
      throw new IllegalStateException(thrown.get());
    }
  }

  private static void monitor(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    both(
        end,
        thread -> {
          synchronized (map) {
            use(map, thread);
          }
          Thread.onSpinWait();
        });
  }

  private static void locked(Lock lock, long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    both(
        end,
        thread -> {
          lock.lock();
          try {
            use(map, thread);
          } finally {
            lock.unlock();
          }
        });
  }

  private static void readWriteLock(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    both(
        end,
        thread -> {
          Lock side = thread == 0 ? lock.writeLock() : lock.readLock();
          side.lock();
          try {
            if (thread == 0) {
              use(map, 17);
            } else {
              map.forEach((key, value) -> map.get(key));
            }
          } finally {
            side.unlock();
          }
        });
  }

  private static void stampedLock(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    StampedLock lock = new StampedLock();
    both(
        end,
        thread -> {
          long stamp = thread == 0 ? lock.writeLock() : lock.readLock();
          try {
            if (thread == 0) {
              map.put(1, thread);
            } else {
              map.get(1);
            }
          } finally {
            lock.unlock(stamp);
          }
        });
  }

  private static void semaphore(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    Semaphore semaphore = new Semaphore(1);
    both(
        end,
        thread -> {
          semaphore.acquire();
          try {
            use(map, thread);
          } finally {
            semaphore.release();
          }
        });
  }

  private static void queue(long end) throws Exception {
    BlockingQueue<Map<Integer, Integer>> queue = new ArrayBlockingQueue<>(4);
    queue.add(new HashMap<>());
    both(
        end,
        thread -> {
          Map<Integer, Integer> map = queue.take();
          use(map, thread);
          queue.put(map);
        });
  }

  private static void synchronousQueue(long end) throws Exception {
    SynchronousQueue<Map<Integer, Integer>> there = new SynchronousQueue<>();
    SynchronousQueue<Map<Integer, Integer>> back = new SynchronousQueue<>();
    Thread other =
        new Thread(
            () -> {
              try {
                while (true) {
                  Map<Integer, Integer> map = there.take();
                  use(map, 1);
                  back.put(map);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();
    Map<Integer, Integer> map = new HashMap<>();
    while (before(end)) {
      use(map, 0);
      there.put(map);
      map = back.take();
    }
    other.interrupt();
    other.join();
  }

  /** Each thread owns one of two maps, and they swap them. */
  private static void exchanger(long end) throws Exception {
    Exchanger<Map<Integer, Integer>> exchanger = new Exchanger<>();
    int rounds = 200;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  Map<Integer, Integer> mine = new HashMap<>();
                  for (int round = 0; round < rounds; round++) {
                    use(mine, number);
                    mine = exchanger.exchange(mine);
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void latch(long end) throws Exception {
    while (before(end)) {
      Map<Integer, Integer> map = new HashMap<>();
      CountDownLatch filled = new CountDownLatch(1);
      CountDownLatch changed = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () -> {
                try {
                  filled.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                use(map, 1);
                changed.countDown();
              });
      thread.start();
      use(map, 0);
      filled.countDown();
      changed.await();
      use(map, 2);
    }
  }

  private static void phaser(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    Phaser phaser = new Phaser(2);
    rounds(phaser::arriveAndAwaitAdvance, map);
  }

  private static void barrier(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    CyclicBarrier barrier = new CyclicBarrier(2);
    rounds(barrier::await, map);
  }

  /** In each round one of two threads uses the map. */
  private static void rounds(Callable<Integer> meet, Map<Integer, Integer> map) throws Exception {
    int rounds = 400;
    Turn turns =
        thread -> {
          for (int round = 0; round < rounds; round++) {
            if ((round & 1) == thread) {
              use(map, round);
            }
            meet.call();
          }
        };
    Thread other =
        new Thread(
            () -> {
              try {
                turns.take(1);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    turns.take(0);
    other.join();
  }

  private static void futures(long end) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(3);
    while (before(end)) {
      Map<Integer, Integer> map = new HashMap<>();
      use(map, 0);
      CompletableFuture<Map<Integer, Integer>> chain = CompletableFuture.completedFuture(map);
      for (int i = 0; i < 8; i++) {
        int number = i;
        chain =
            chain.thenApplyAsync(
                given -> {
                  use(given, number);
                  return given;
                },
                pool);
      }
      use(chain.get(), 9);
    }
    pool.shutdown();
  }

  private static void executor(long end) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    Map<Integer, Integer> map = new HashMap<>();
    while (before(end)) {
      use(map, 0);
      pool.submit(() -> use(map, 1)).get();
    }
    pool.shutdown();
  }

  private static void forkJoin(long end) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    while (before(end)) {
      pool.invoke(new Filling(new HashMap<>(), 4));
    }
    pool.shutdown();
  }

  /** Two halves fill maps of their own; who joins them unites what they did. */
  private static final class Filling extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final transient Map<Integer, Integer> map;
    private final int depth;

    Filling(Map<Integer, Integer> map, int depth) {
      this.map = map;
      this.depth = depth;
    }

    @Override
    protected void compute() {
      use(map, depth);
      if (depth == 0) {
        return;
      }
      Filling left = new Filling(new HashMap<>(map), depth - 1);
      Filling right = new Filling(new HashMap<>(map), depth - 1);
      invokeAll(left, right);
      map.putAll(left.map);
      map.putAll(right.map);
    }
  }

  /** A map that nobody changes any more once the volatile field shows it. */
  private static void publication(long end) throws Exception {
    AtomicReference<Map<Integer, Integer>> published = new AtomicReference<>(new HashMap<>());
    both(
        end,
        thread -> {
          if (thread == 0) {
            Map<Integer, Integer> next = new HashMap<>();
            use(next, 1);
            use(next, 2);
            published.set(next);
          } else {
            published.get().forEach((key, value) -> {});
            published.get().get(1);
          }
        });
  }

  private static void startAndJoin(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    while (before(end)) {
      use(map, 0);
      Thread thread = new Thread(() -> use(map, 1));
      thread.start();
      thread.join();
    }
  }

  private static void copyOnWrite(long end) throws Exception {
    AtomicReference<Map<Integer, Integer>> current = new AtomicReference<>(new HashMap<>());
    both(
        end,
        thread -> {
          Map<Integer, Integer> seen = current.get();
          Map<Integer, Integer> copy = new HashMap<>(seen);
          use(copy, thread);
          current.compareAndSet(seen, copy);
        });
  }

  /** One thread owns the map; the other one sends it messages and gets copies back. */
  private static void actor(long end) throws Exception {
    ExecutorService mailbox = Executors.newSingleThreadExecutor();
    Map<Integer, Integer> state = new HashMap<>();
    both(
        end,
        thread -> {
          mailbox.execute(() -> use(state, thread));
          mailbox.submit(() -> new HashMap<>(state)).get().clear();
        });
    mailbox.shutdown();
  }

  private static void waitAndNotify(long end) throws Exception {
    Map<Integer, Integer> map = new HashMap<>();
    Object monitor = new Object();
    int[] turn = new int[1];
    Turn turns =
        thread -> {
          synchronized (monitor) {
            while (turn[0] != thread) {
              monitor.wait();
            }
          }
          use(map, thread);
          synchronized (monitor) {
            turn[0] = 1 - thread;
            monitor.notifyAll();
          }
        };
    Thread other =
        new Thread(
            () -> {
              try {
                for (int round = 0; round < 200; round++) {
                  turns.take(1);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    other.start();
    for (int round = 0; round < 200; round++) {
      turns.take(0);
    }
    other.join();
  }

  private static void accessOrder(long end) throws Exception {
    Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    map.put(1, 1);
    map.put(2, 2);
    both(
        end,
        thread -> {
          synchronized (map) {
            map.get(1 + thread);
          }
        });
  }

  private static void virtualThreads(long end) throws Exception {
    if (Runtime.version().feature() < 21) {
      return;
    }
    Map<Integer, Integer> map = new HashMap<>();
    ReentrantLock lock = new ReentrantLock();
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    while (before(end)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int number = i;
        Runnable body =
            () -> {
              lock.lock();
              try {
                use(map, number);
              } finally {
                lock.unlock();
              }
            };
        threads.add((Thread) start.invoke(null, body));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }
}
