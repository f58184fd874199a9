package io.badmap.it.corruption;

import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Walks that are long and do end: in bins of more entries than any hash function leaves there, in a
 * table with a single free slot, through large maps. Needs {@code --add-opens
 * java.base/java.util=ALL-UNNAMED}.
 */
final class SoundWalks {
  private static final int MANY = 200_000;

  private SoundWalks() {}

  /** Prints what each walk found. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    hashBin();
    weakBin();
    probe();
    ordered();
    sorted();
    trees();
  }

  private static void hashBin() throws ReflectiveOperationException {
    Map<Object, Object> map = new HashMap<>();
    map.put("a", 1);
    Object[] table = (Object[]) Damaged.get(map, "table");
    Constructor<?> node = constructor("java.util.HashMap$Node");
    Object next = null;
    for (int i = 0; i < MANY; i++) {
      next = node.newInstance(1, new Damaged.Crowded(i), i, next);
    }
    table[1] = next;
    System.out.println("bin: " + map.get(new Damaged.Crowded(-1)) + map.containsValue("no"));
    // The size is wrong by far, as lost updates leave it.
    System.out.println("bin: " + map.remove(new Damaged.Crowded(0)));
  }

  private static void weakBin() throws ReflectiveOperationException {
    Map<Object, Object> map = new WeakHashMap<>();
    Object[] table = (Object[]) Damaged.get(map, "table");
    Constructor<?> entry = constructor("java.util.WeakHashMap$Entry");
    Object[] keys = new Object[MANY];
    Object next = null;
    for (int i = 0; i < MANY; i++) {
      keys[i] = new Damaged.Crowded(i);
      next = entry.newInstance(keys[i], i, new ReferenceQueue<>(), 1, next);
    }
    table[1] = next;
    System.out.println("weak: " + map.get(new Damaged.Crowded(-1)) + map.containsValue("no"));
    Objects.requireNonNull(keys);
  }

  private static void probe() throws ReflectiveOperationException {
    Map<Object, Object> map = new IdentityHashMap<>(MANY);
    Object[] table = (Object[]) Damaged.get(map, "table");
    for (int i = 2; i < table.length; i += 2) {
      table[i] = new Object();
    }
    System.out.println("probe: " + map.get("absent") + map.containsKey("other"));
  }

  private static void ordered() {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 4 * MANY; i++) {
      map.put(i, i);
    }
    int[] seen = new int[1];
    map.forEach((key, value) -> seen[0]++);
    map.keySet().forEach(key -> seen[0]++);
    System.out.println(
        "order: " + seen[0] + map.containsValue("no") + map.keySet().toArray().length);
  }

  private static void sorted() {
    TreeMap<Object, Object> map = new TreeMap<>();
    for (int i = 0; i < 4 * MANY; i++) {
      map.put(i, i);
    }
    int[] seen = new int[1];
    map.forEach((key, value) -> seen[0]++);
    map.descendingMap().keySet().spliterator().forEachRemaining(key -> seen[0]++);
    map.keySet().spliterator().forEachRemaining(key -> seen[0]++);
    System.out.println("sorted: " + seen[0] + map.containsValue("no") + map.lastKey());
  }

  /** Makes trees of bins, splits them and takes them apart again. */
  private static void trees() {
    Map<Object, Object> map = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      map.put(new Damaged.Ordered(i), i);
    }
    for (int i = 0; i < MANY; i++) {
      map.put(i, i);
    }
    for (int i = 5; i < MANY; i++) {
      map.remove(new Damaged.Ordered(i));
    }
    System.out.println("trees: " + map.size() + map.get(new Damaged.Ordered(3)));
  }

  private static Constructor<?> constructor(String className) throws ReflectiveOperationException {
    Constructor<?> constructor = Class.forName(className).getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor;
  }
}
