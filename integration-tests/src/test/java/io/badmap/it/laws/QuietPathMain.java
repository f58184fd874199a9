package io.badmap.it.laws;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Counts what operations of one thread allocate, and how often they call a key. Prints the same
 * with and without the agent.
 */
public final class QuietPathMain {
  private static final int OPERATIONS = 100_000;

  private static final CountingKey NONE = new CountingKey(-1);

  private static long calls;

  private QuietPathMain() {}

  private static final class CountingKey implements Comparable<Object> {
    private final int number;

    CountingKey(int number) {
      this.number = number;
    }

    @Override
    public int hashCode() {
      calls++;
      return number & 7;
    }

    @Override
    public boolean equals(Object other) {
      calls++;
      return other instanceof CountingKey key && key.number == number;
    }

    @Override
    public int compareTo(Object other) {
      calls++;
      return other instanceof CountingKey key ? Integer.compare(number, key.number) : 1;
    }

    @Override
    public String toString() {
      calls += 1_000_000;
      return "key";
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) {
    measure("HashMap", new HashMap<>());
    measure("LinkedHashMap", new LinkedHashMap<>(16, 0.75f, true));
    measure("TreeMap", new TreeMap<>());
    measure("WeakHashMap", new WeakHashMap<>());
    measure("IdentityHashMap", new IdentityHashMap<>());
    measure("Hashtable", new Hashtable<>());
  }

  private static void measure(String name, Map<Object, Object> map) {
    CountingKey[] keys = new CountingKey[64];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new CountingKey(i);
      map.put(keys[i], name);
    }
    work(map, keys);
    work(map, keys);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    threads.getCurrentThreadAllocatedBytes();
    calls = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    work(map, keys);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    // A compilation that ends meanwhile may cost the thread some bytes once.
    System.out.println(name + " " + bytes / OPERATIONS + " bytes an operation, calls " + calls);
  }

  private static void work(Map<Object, Object> map, CountingKey[] keys) {
    for (int i = 0; i < OPERATIONS; i++) {
      CountingKey key = keys[i & keys.length - 1];
      map.get(key);
      map.containsKey(key);
      map.put(key, map);
      map.putIfAbsent(key, map);
      map.replace(key, map);
      map.getOrDefault(key, map);
      map.remove(NONE);
    }
  }
}
