package io.badmap.it.atomicity;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Prints how often keys and values were asked for anything. */
public final class CountingKeyMain {
  private static final AtomicInteger CALLS = new AtomicInteger();

  private CountingKeyMain() {}

  private record Key(int number) implements Comparable<Key> {
    @Override
    public int hashCode() {
      CALLS.incrementAndGet();
      return number;
    }

    @Override
    public boolean equals(Object other) {
      CALLS.incrementAndGet();
      return other instanceof Key key && key.number == number;
    }

    @Override
    public String toString() {
      CALLS.incrementAndGet();
      return "key";
    }

    /** Not counted: how often a skip list compares is random. */
    @Override
    public int compareTo(Key other) {
      return Integer.compare(number, other.number);
    }
  }

  /** Uses every kind of map in every way that is hooked. */
  public static void main(String[] arguments) {
    List<Map<Key, Key>> maps =
        List.of(
            new ConcurrentHashMap<>(),
            new ConcurrentSkipListMap<>(),
            Collections.synchronizedMap(new HashMap<>()));
    for (Map<Key, Key> map : maps) {
      use(map);
      System.out.println(CALLS.get());
    }
  }

  private static void use(Map<Key, Key> map) {
    Key key = new Key(1);
    for (int i = 0; i < 1_000; i++) {
      Key value = new Key(i);
      if (map.get(key) == null) {
        Meanwhile.other(() -> map.put(new Key(1), value));
        map.put(key, new Key(-1));
      }
      map.getOrDefault(key, value);
      map.containsKey(key);
      map.putIfAbsent(key, value);
      map.replace(key, value);
      map.merge(key, value, (a, b) -> b);
      map.compute(key, (k, v) -> value);
      map.computeIfPresent(key, (k, v) -> value);
      map.remove(key);
      map.computeIfAbsent(key, k -> value);
      map.clear();
    }
  }
}
