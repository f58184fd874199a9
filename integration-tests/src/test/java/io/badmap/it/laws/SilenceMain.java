package io.badmap.it.laws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Uses maps correctly in every way there is. Prints what a scenario came to, for comparison. */
public final class SilenceMain {
  private static final int THREADS = 4;
  private static final int ROUNDS = 2_000;

  private SilenceMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    synchronizedSharing();
    lockedSharing();
    readWriteLocked();
    readOnly();
    handedOver();
    joined();
    sharedNoChanges();
    emptyClears();
    confinementThatMoves();
    virtualThreads();
    Nesting.all();
    System.out.println("end");
  }

  private interface Body {
    void run(int thread) throws Exception;
  }

  private static void threads(Body body) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  body.run(number);
                } catch (Throwable e) {
                  synchronized (thrown) {
                    thrown.add(e);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    for (Throwable e : thrown) {
      throw new AssertionError("a thread was disturbed", e);
    }
  }

  private static void synchronizedSharing() throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            synchronized (map) {
              use(map, i, thread);
            }
          }
        });
    System.out.println("synchronized");
  }

  private static void lockedSharing() throws InterruptedException {
    Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    ReentrantLock lock = new ReentrantLock();
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            lock.lock();
            try {
              use(map, i, thread);
            } finally {
              lock.unlock();
            }
          }
        });
    System.out.println("locked");
  }

  private static void use(Map<Integer, Integer> map, int i, int thread) {
    map.put(i & 63, thread);
    map.merge(i & 31, 1, Integer::sum);
    map.computeIfAbsent(i & 127, key -> key);
    map.remove(i & 15);
    map.get(i & 63);
    int sum = 0;
    for (int value : map.values()) {
      sum += value;
    }
    if ((i & 255) == 0) {
      map.entrySet().removeIf(entry -> entry.getKey() > 100);
      map.replaceAll((key, value) -> value + 1);
      map.keySet().toArray();
      map.clear();
      map.put(0, sum);
    }
    map.computeIfPresent(i & 63, (key, value) -> value > 1 ? value : null);
    map.compute(i & 7, (key, value) -> value == null ? 1 : null);
  }

  private static void readWriteLocked() throws InterruptedException {
    Map<String, Integer> map = new HashMap<>();
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            String key = "key" + (i & 63);
            boolean writes = (i + thread) % 8 == 0;
            (writes ? lock.writeLock() : lock.readLock()).lock();
            try {
              if (writes) {
                map.put(key, i);
              } else {
                map.get(key);
                map.putIfAbsent(key, 0);
              }
            } finally {
              (writes ? lock.writeLock() : lock.readLock()).unlock();
            }
            if (i == 0) {
              fill(map, lock);
            }
          }
        });
    System.out.println("read-write locked " + map.size());
  }

  private static void fill(Map<String, Integer> map, ReentrantReadWriteLock lock) {
    lock.writeLock().lock();
    try {
      for (int i = 0; i < 64; i++) {
        map.putIfAbsent("key" + i, i);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void readOnly() throws InterruptedException {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      map.put("key" + i, i);
    }
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS / 4; i++) {
            map.get("key" + i % 100);
            map.containsKey("nothing");
            map.containsValue(i % 100);
            map.forEach((key, value) -> {});
            map.values().stream().mapToInt(value -> value).sum();
            new HashMap<>(map);
            map.equals(map);
            map.hashCode();
          }
        });
    System.out.println("read-only " + map.size());
  }

  private static void handedOver() throws InterruptedException {
    BlockingQueue<Map<Integer, Integer>> queue = new LinkedBlockingQueue<>();
    for (int i = 0; i < THREADS; i++) {
      queue.add(new HashMap<>());
    }
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            Map<Integer, Integer> map = queue.take();
            map.merge(i & 63, 1, Integer::sum);
            queue.add(map);
          }
        });
    int sum = queue.stream().flatMap(map -> map.values().stream()).mapToInt(value -> value).sum();
    System.out.println("handed over " + sum);
  }

  private static void joined() throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      int number = i;
      Thread thread = new Thread(() -> map.put(number, number));
      thread.start();
      thread.join();
      map.put(-number, number);
    }
    System.out.println("joined " + map.size());
  }

  /** None of it changes anything, so all of it may be shared. */
  private static void sharedNoChanges() throws InterruptedException {
    Map<String, Integer> map = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      map.put("key" + i, i);
    }
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            String key = "key" + i % 100;
            map.computeIfAbsent(key, absent -> -1);
            map.computeIfAbsent("none", absent -> null);
            map.computeIfPresent("none", (absent, value) -> value);
            map.compute("none", (absent, value) -> null);
            map.putIfAbsent(key, -1);
            map.remove("none");
            map.remove(key, -1);
            map.replace("none", -1);
            map.replace(key, -1, -2);
            map.keySet().remove("none");
            map.values().remove(-1);
            map.keySet().removeIf(present -> false);
            map.keySet().removeAll(List.of());
            map.entrySet().remove(Map.entry(key, -1));
            map.putAll(Map.of());
          }
        });
    System.out.println("no changes " + map.size());
  }

  private static void emptyClears() throws InterruptedException {
    Map<String, Integer> map = new HashMap<>();
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            map.clear();
            map.get("key");
            map.keySet().clear();
            map.forEach((key, value) -> {});
          }
        });
    System.out.println("empty clears " + map.size());
  }

  private static void confinementThatMoves() throws InterruptedException {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    Iterator<?>[] iterator = new Iterator<?>[1];
    ReentrantLock lock = new ReentrantLock();
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS / 8; i++) {
            lock.lock();
            try {
              map.put(i * THREADS + thread, i);
              iterator[0] = map.keySet().iterator();
              iterator[0].next();
              iterator[0].remove();
            } finally {
              lock.unlock();
            }
          }
        });
    System.out.println("moved " + map.size());
  }

  /** Where the JDK has them: more than tags can tell apart. */
  private static void virtualThreads() throws Exception {
    if (Runtime.version().feature() < 21) {
      return;
    }
    Map<Integer, Integer> map = new HashMap<>();
    ReentrantLock lock = new ReentrantLock();
    List<Thread> threads = new ArrayList<>();
    var start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    for (int i = 0; i < 3_000; i++) {
      int number = i;
      Runnable body =
          () -> {
            Map<Integer, Integer> own = new HashMap<>();
            for (int j = 0; j < 20; j++) {
              own.computeIfAbsent(j, key -> own.size());
              lock.lock();
              try {
                map.merge(number & 127, 1, Integer::sum);
              } finally {
                lock.unlock();
              }
              Thread.yield();
            }
          };
      threads.add((Thread) start.invoke(null, body));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int sum = map.values().stream().mapToInt(value -> value).sum();
    System.err.print(sum == 60_000 ? "" : "lost updates under a lock: " + sum);
  }
}
