package io.badmap.it.laws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Uses maps correctly in every way there is. Prints what a scenario came to, for comparison. */
public final class SilenceMain {
  private static final int THREADS = 4;
  private static final int ROUNDS = 800;

  private static final String[] NAMES = new String[100];

  static {
    for (int i = 0; i < NAMES.length; i++) {
      NAMES[i] = "key" + i;
    }
  }

  private static final List<Supplier<Map<Object, Integer>>> KINDS =
      List.of(
          HashMap::new,
          () -> new LinkedHashMap<>(16, 0.75f, true),
          TreeMap::new,
          () -> new TreeMap<>(Collections.reverseOrder()),
          () -> new TreeMap<Object, Integer>().descendingMap(),
          WeakHashMap::new,
          IdentityHashMap::new,
          Hashtable::new);

  private SilenceMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    for (Supplier<Map<Object, Integer>> kind : KINDS) {
      synchronizedSharing(kind.get());
      lockedSharing(kind.get());
      readOnly(kind.get());
      handedOver(kind);
      sharedNoChanges(kind.get());
      emptyClears(kind.get());
    }
    readWriteLocked(new HashMap<>());
    readWriteLocked(new TreeMap<>());
    joined();
    confinementThatMoves();
    virtualThreads();
    EnumMaps.all();
    Tables.all();
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

  private static void synchronizedSharing(Map<Object, Integer> map) throws InterruptedException {
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

  private static void lockedSharing(Map<Object, Integer> map) throws InterruptedException {
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

  private static void use(Map<Object, Integer> map, int i, int thread) {
    map.put(i & 63, thread);
    map.merge(i & 31, 1, Integer::sum);
    map.computeIfAbsent(i & 127, key -> (Integer) key);
    map.remove(i & 15);
    map.get(i & 63);
    int sum = 0;
    for (int value : map.values()) {
      sum += value;
    }
    if ((i & 255) == 0) {
      map.entrySet().removeIf(entry -> (Integer) entry.getKey() > 100);
      map.replaceAll((key, value) -> value + 1);
      map.keySet().toArray();
      map.clear();
      map.put(0, sum);
    }
    map.computeIfPresent(i & 63, (key, value) -> value > 1 ? value : null);
    map.compute(i & 7, (key, value) -> value == null ? 1 : null);
  }

  private static void readWriteLocked(Map<String, Integer> map) throws InterruptedException {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    // Present before it is shared: putIfAbsent of an absent key is a write under the read lock.
    for (int i = 0; i < 64; i++) {
      map.put("key" + i, i);
    }
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
          }
        });
    System.out.println("read-write locked " + map.size());
  }

  private static void readOnly(Map<Object, Integer> shared) throws InterruptedException {
    // An access-ordered map may not be read by several.
    Map<Object, Integer> map = shared instanceof LinkedHashMap ? new LinkedHashMap<>() : shared;
    fill(map);
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS / 4; i++) {
            map.get(NAMES[i % 100]);
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

  private static void fill(Map<Object, Integer> map) {
    for (int i = 0; i < NAMES.length; i++) {
      map.put(NAMES[i], i);
    }
  }

  private static void handedOver(Supplier<Map<Object, Integer>> kind) throws InterruptedException {
    BlockingQueue<Map<Object, Integer>> queue = new LinkedBlockingQueue<>();
    for (int i = 0; i < THREADS; i++) {
      queue.add(kind.get());
    }
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            Map<Object, Integer> map = queue.take();
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
  private static void sharedNoChanges(Map<Object, Integer> shared) throws InterruptedException {
    Map<Object, Integer> map = shared instanceof LinkedHashMap ? new LinkedHashMap<>() : shared;
    fill(map);
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            String key = NAMES[i % 100];
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

  private static void emptyClears(Map<Object, Integer> map) throws InterruptedException {
    threads(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            map.clear();
            map.get("key");
            map.keySet().clear();
            if (!(map instanceof IdentityHashMap || map instanceof LinkedHashMap)) {
              // They look at the count even where they are empty, and complain by themselves.
              map.forEach((key, value) -> {});
            }
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
