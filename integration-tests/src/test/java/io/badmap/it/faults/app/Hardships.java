package io.badmap.it.faults.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What keys and functions do to the map operation they are called from, with no concurrent misuse
 * anywhere. After each hardship another thread uses the same map, which nobody else does then.
 */
public final class Hardships {
  private Hardships() {}

  /** Runs the hardships named, all but {@code memory} where none is. */
  public static void main(String[] names) throws InterruptedException {
    List<String> wanted =
        names.length == 0 ? List.of("throwing", "overflow", "slow") : List.of(names);
    for (String name : wanted) {
      switch (name) {
        case "throwing" -> throwing();
        case "overflow" -> overflow();
        case "early" -> early();
        case "slow" -> slow();
        case "memory" -> memory();
        default -> throw new IllegalArgumentException(name);
      }
    }
    System.out.println("main ends");
  }

  /** A key or a function that throws, in each kind of operation. */
  private static void throwing() throws InterruptedException {
    Map<Object, Object> map = new HashMap<>();
    map.put(new BadKey(false, true), "present");
    BadKey unhashable = new BadKey(true, false);
    BadKey incomparable = new BadKey(false, true);
    List<Runnable> operations =
        List.of(
            () -> map.put(unhashable, 1),
            () -> map.put(incomparable, 1),
            () -> map.get(unhashable),
            () -> map.get(incomparable),
            () -> map.remove(incomparable),
            () -> map.putIfAbsent(incomparable, 1),
            () -> map.merge(incomparable, 1, (a, b) -> b),
            () -> map.computeIfAbsent("new", key -> fail()),
            () -> map.compute("new", (key, old) -> fail()),
            () -> map.replaceAll((key, old) -> fail()),
            () -> map.forEach((key, old) -> fail()),
            () -> map.computeIfAbsent("absent", key -> failMute()),
            () -> map.merge("new", 1, (a, b) -> failMute()),
            () -> map.compute("new", (key, old) -> failMute()));
    int thrown = 0;
    for (Runnable operation : operations) {
      try {
        operation.run();
      } catch (IllegalStateException | MuteException e) {
        thrown++;
      }
      map.put("new", 0);
    }
    System.out.println("throwing: " + thrown + " of " + operations.size());
    useElsewhere(map);
  }

  private static Object failMute() {
    throw new MuteException();
  }

  /** One that nobody may ask for its message. */
  private static final class MuteException extends NullPointerException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      System.out.println("asked for its message");
      throw new UnsupportedOperationException();
    }
  }

  private static Object fail() {
    throw new IllegalStateException("as planned");
  }

  /** Stacks that are used up at once, in whatever a hook calls for the first time. */
  private static void early() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      Map<Integer, Integer> map = new HashMap<>();
      Thread deep =
          new Thread(
              null,
              () -> {
                try {
                  descend(map, 0);
                } catch (StackOverflowError e) {
                  // As planned.
                }
              },
              "deep",
              170_000 + i * 16L);
      deep.start();
      deep.join();
    }
    System.out.println("early: over");
  }

  private static void descend(Map<Integer, Integer> map, int depth) {
    map.put(depth & 63, depth);
    map.remove(depth & 63);
    descend(map, depth + 1);
  }

  /** A hashCode that recurses, and map operations that nest, until the stack is used up. */
  private static void overflow() throws InterruptedException {
    Map<Object, Object> map = new LinkedHashMap<>();
    int overflows = 0;
    for (int i = 0; i < 20; i++) {
      try {
        map.put(new EndlessKey(), i);
      } catch (StackOverflowError e) {
        overflows++;
      }
      try {
        nest(map, 0);
      } catch (StackOverflowError e) {
        overflows++;
      }
    }
    System.out.println("overflow: " + overflows);
    map.clear();
    useElsewhere(map);
  }

  /** Every level reads and writes the map while the level above is inside it. */
  private static int nest(Map<Object, Object> map, int depth) {
    map.merge("depth", depth, (a, b) -> nest(map, depth + 1));
    return depth;
  }

  /** A computeIfAbsent that takes long while others mind their own business. */
  private static void slow() throws InterruptedException {
    Map<Object, Object> map = new HashMap<>();
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread computing =
        new Thread(
            () -> {
              lock.lock();
              try {
                map.computeIfAbsent("slow", key -> await(inside, go));
              } finally {
                lock.unlock();
              }
            });
    computing.start();
    inside.await();
    Thread waiting =
        new Thread(
            () -> {
              lock.lock();
              lock.unlock();
            });
    waiting.start();
    Map<Integer, Integer> own = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      own.merge(i % 1000, 1, Integer::sum);
    }
    go.countDown();
    computing.join();
    waiting.join();
    System.out.println("slow: " + own.size() + " and " + map);
    useElsewhere(map);
  }

  private static Object await(CountDownLatch inside, CountDownLatch go) {
    inside.countDown();
    try {
      return go.await(100, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The heap is used up inside put: by the table, and by a key. Not while an agent comes: where the
   * JVM has no memory for what it tells a transformer, it writes to stderr itself.
   */
  private static void memory() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("badmap-late")) {
        thread.join();
      }
    }
    Map<Object, Object> huge = new HashMap<>(1 << 30);
    Map<Object, Object> map = new HashMap<>();
    int failures = 0;
    try {
      huge.put("key", "value");
    } catch (OutOfMemoryError e) {
      failures++;
    }
    for (int i = 0; i < 3; i++) {
      try {
        map.put(new GreedyKey(), i);
      } catch (OutOfMemoryError e) {
        failures++;
      }
    }
    System.out.println("memory: " + failures);
    useElsewhere(map);
  }

  private static void useElsewhere(Map<Object, Object> map) throws InterruptedException {
    Thread next =
        new Thread(
            () -> {
              for (int i = 0; i < 1000; i++) {
                map.put(i, i);
              }
              for (int i = 0; i < 1000; i++) {
                map.remove(i);
              }
            });
    next.start();
    next.join();
    System.out.println("left: " + map.size());
  }

  private record BadKey(boolean unhashable, boolean incomparable) {
    @Override
    public int hashCode() {
      if (unhashable) {
        throw new IllegalStateException("no hash");
      }
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      if (incomparable) {
        throw new IllegalStateException("no comparison");
      }
      return this == other;
    }
  }

  private static final class EndlessKey {
    @Override
    public int hashCode() {
      return 1 + hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  private static final class GreedyKey {
    @Override
    public int hashCode() {
      List<byte[]> hoard = new ArrayList<>();
      while (true) {
        hoard.add(new byte[1 << 20]);
      }
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }
}
