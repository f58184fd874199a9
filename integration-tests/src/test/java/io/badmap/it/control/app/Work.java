package io.badmap.it.control.app;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Uses of a map that are all correct: one thread each, or several under one lock. */
interface Work {
  String name();

  /** Throws if anything is not as it must be. */
  void turn() throws Exception;

  static List<Work> all() {
    Lock lock = new ReentrantLock();
    Map<Integer, Integer> shared = new HashMap<>();
    Map<Integer, Integer> tree = new TreeMap<>();
    return List.of(
        new Alone(new HashMap<>()),
        new Alone(new LinkedHashMap<>(16, 0.75f, true)),
        new Alone(new TreeMap<>()),
        new Alone(new WeakHashMap<>()),
        new Identities(),
        new Constants(),
        new Old(),
        new Nested(),
        new Virtual(),
        new Locked(lock, shared, 0),
        new Locked(lock, shared, 1),
        new Locked(lock, tree, 0),
        new Locked(lock, tree, 1));
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException(what);
    }
  }

  /** Adds, overwrites while iterating, removes through the iterator, and looks for what is left. */
  record Alone(Map<Integer, Integer> map, List<Integer> keys) implements Work {
    Alone(Map<Integer, Integer> map) {
      // Held here, since a WeakHashMap does not.
      this(map, IntStream.range(0, 200).boxed().toList());
    }

    @Override
    public String name() {
      return map.getClass().getSimpleName();
    }

    @Override
    public void turn() {
      for (Integer key : keys) {
        map.put(key, key);
      }
      // Where the order is that of access, to overwrite a value is a change.
      int added = map instanceof LinkedHashMap ? 0 : 1;
      map.forEach((key, value) -> overwrite(key, value + added, added));
      int seen = 0;
      for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
        overwrite(entry.getKey(), entry.getValue() + added, added);
        seen++;
      }
      check(seen == 200, name() + " lost an entry while it was iterated");
      for (int i = 0; i < 200; i++) {
        Integer found = map.get(i);
        check(found != null && found == i + 2 * added, name() + " lost " + i);
      }
      for (Iterator<Integer> it = map.keySet().iterator(); it.hasNext(); ) {
        if (it.next() % 2 == 0) {
          it.remove();
        }
      }
      check(map.size() == 100, name() + " has not 100 left");
      for (Integer key : keys) {
        map.computeIfAbsent(key, absent -> absent);
      }
      check(map.keySet().stream().mapToInt(key -> key).sum() == 199 * 100, name() + " sum");
      map.keySet().removeIf(key -> key < 200);
      check(map.isEmpty(), name() + " is not empty");
    }

    private void overwrite(Integer key, int value, int added) {
      if (added != 0) {
        map.put(key, value);
      }
    }
  }

  /** Keys by identity. */
  record Identities(Map<Object, Integer> map, List<Object> keys) implements Work {
    Identities() {
      this(new IdentityHashMap<>(), List.of(new Object(), new Object(), "a", "b", "c"));
    }

    @Override
    public String name() {
      return "IdentityHashMap";
    }

    @Override
    public void turn() {
      for (Object key : keys) {
        map.put(key, 1);
      }
      int sum = 0;
      for (Map.Entry<Object, Integer> entry : map.entrySet()) {
        map.put(entry.getKey(), 2);
        sum += map.get(entry.getKey());
      }
      check(sum == 2 * keys.size(), "IdentityHashMap lost an entry");
      for (Object key : keys) {
        check(map.remove(key) == 2, "IdentityHashMap lost a value");
      }
    }
  }

  /** The word is the size here. */
  record Constants(Map<TimeUnit, Integer> map) implements Work {
    Constants() {
      this(new EnumMap<>(TimeUnit.class));
    }

    @Override
    public String name() {
      return "EnumMap";
    }

    @Override
    public void turn() {
      int size = 0;
      for (TimeUnit unit : TimeUnit.values()) {
        map.put(unit, 1);
        check(map.size() == ++size, "EnumMap has the size " + map.size());
      }
      map.replaceAll((unit, value) -> value + map.size());
      for (TimeUnit unit : TimeUnit.values()) {
        check(map.remove(unit) == 8, "EnumMap lost a value");
      }
    }
  }

  /** A map that has seen more changes than a tag leaves room for. */
  record Old(Map<Integer, Integer> map) implements Work {
    Old() {
      this(new HashMap<>());
      for (int i = 0; i < 1 << 21; i++) {
        map.put(i & 15, i);
        map.remove(i & 15);
      }
      for (int i = 0; i < 50; i++) {
        map.put(i, 0);
      }
    }

    @Override
    public String name() {
      return "old";
    }

    /** Only values change, so an iteration may span any number of rounds. */
    @Override
    public void turn() throws InterruptedException {
      for (Map.Entry<Integer, Integer> entry : map.entrySet()) {
        map.put(entry.getKey(), entry.getValue() + 1);
        TimeUnit.MILLISECONDS.sleep(2);
      }
      map.forEach((key, value) -> map.put(key, value + 1));
      map.putIfAbsent(7, 0);
    }
  }

  /** Reads a map inside its own update, over a time that attaching or detaching falls into. */
  record Nested(Map<Integer, Integer> map) implements Work {
    Nested() {
      this(new HashMap<>());
    }

    @Override
    public String name() {
      return "nested";
    }

    @Override
    public void turn() {
      for (int i = 0; i < 20; i++) {
        map.computeIfAbsent(i, key -> sum() + key);
      }
      Iterator<Integer> kept = map.keySet().iterator();
      map.computeIfPresent(
          3,
          (key, value) -> {
            kept.next();
            sum();
            return value + 1;
          });
      while (kept.hasNext()) {
        kept.next();
      }
      map.clear();
      // Its operations take nearly all of its time: two of them are not told apart from outside.
      LockSupport.parkNanos(300_000);
    }

    private int sum() {
      int sum = 0;
      for (int value : map.values()) {
        sum += value;
        Thread.yield();
      }
      return sum;
    }
  }

  /** The same on a virtual thread that is taken off its carrier inside; where there are any. */
  record Virtual() implements Work {
    @Override
    public String name() {
      return "virtual";
    }

    @Override
    public void turn() throws Exception {
      if (Runtime.version().feature() < 21) {
        TimeUnit.MILLISECONDS.sleep(1);
        return;
      }
      Throwable[] failure = new Throwable[1];
      Runnable work =
          () -> {
            try {
              update();
            } catch (Throwable e) {
              failure[0] = e;
            }
          };
      Thread thread =
          (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
      thread.join();
      check(failure[0] == null, "a virtual thread got " + failure[0]);
    }

    private static void update() throws InterruptedException {
      Map<Integer, Integer> map = new HashMap<>(Map.of(1, 1, 2, 2));
      Iterator<Integer> kept = map.keySet().iterator();
      map.computeIfPresent(
          1,
          (key, value) -> {
            pause();
            kept.next();
            pause();
            return value + 1;
          });
      Thread.sleep(1);
      kept.next();
      map.merge(1, 5, (old, more) -> old + more);
      check(map.get(1) == 7 && map.size() == 2, "a virtual thread lost a value");
    }

    private static void pause() {
      try {
        Thread.sleep(3);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Two of these share a map under a lock. */
  record Locked(Lock lock, Map<Integer, Integer> map, int parity) implements Work {
    @Override
    public String name() {
      return "locked " + map.getClass().getSimpleName() + " " + parity;
    }

    @Override
    public void turn() {
      for (int i = parity; i < 400; i += 2) {
        update(i, 1);
      }
      for (int i = parity; i < 400; i += 2) {
        update(i, -1);
      }
    }

    private void update(int key, int by) {
      lock.lock();
      try {
        if (by > 0) {
          check(map.put(key, key) == null, "a locked map had " + key);
        } else {
          check(map.remove(key) != null, "a locked map lost " + key);
        }
        if (key % 50 < 2) {
          int seen = 0;
          for (Integer value : map.values()) {
            seen += value >= 0 ? 1 : 0;
          }
          check(seen == map.size(), "a locked map lost an entry while it was iterated");
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
