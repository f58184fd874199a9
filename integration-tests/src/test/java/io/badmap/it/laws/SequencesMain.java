package io.badmap.it.laws;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;

/**
 * Random but repeatable operations on maps and sets. Prints a digest of each result, exception,
 * order and {@code modCount}: the lines must be the same with and without the agent. Needs
 * java.util opened.
 */
public final class SequencesMain {
  private static final int OPERATIONS = 200_000;
  private static final int KEYS = 200;
  private static final Object[][] ALL_KEYS = allKeys();
  private static final Comparator<Object> BY_NAME = Comparator.comparing(Object::toString);

  private final Random random = new Random(20261122);
  private long digest;

  private final Field modCount;
  private final Map<?, ?> counted;

  /** Whether the order of the map is that of every run; that of identities is not. */
  private final boolean ordered;

  private SequencesMain(Class<?> root, Map<?, ?> counted) throws NoSuchFieldException {
    modCount = root.getDeclaredField("modCount");
    modCount.setAccessible(true);
    this.counted = counted;
    ordered = root != IdentityHashMap.class;
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    maps("HashMap", HashMap.class, new HashMap<>());
    maps("LinkedHashMap", HashMap.class, new LinkedHashMap<>());
    maps("access order", HashMap.class, new LinkedHashMap<>(16, 0.75f, true));
    maps("TreeMap", TreeMap.class, new TreeMap<>(BY_NAME));
    maps("WeakHashMap", WeakHashMap.class, new WeakHashMap<>());
    maps("IdentityHashMap", IdentityHashMap.class, new IdentityHashMap<>());
    maps("Hashtable", Hashtable.class, new Hashtable<>());
    TreeMap<Object, Object> tree = new TreeMap<>(BY_NAME);
    new SequencesMain(TreeMap.class, tree).run("sub-map", tree.descendingMap().headMap("2", true));
    new SequencesMain(HashMap.class, Map.of()).sets("HashSet", new HashSet<>());
    new SequencesMain(HashMap.class, Map.of()).sets("LinkedHashSet", new LinkedHashSet<>());
    new SequencesMain(HashMap.class, Map.of()).sets("TreeSet", new TreeSet<>(BY_NAME));
  }

  private static void maps(String name, Class<?> root, Map<Object, Object> map) throws Exception {
    new SequencesMain(root, map).run(name, map);
  }

  private void run(String name, Map<Object, Object> map) throws Exception {
    for (int i = 0; i < OPERATIONS; i++) {
      Object result;
      try {
        result = mapOperation(map);
      } catch (RuntimeException e) {
        result = e.getClass().getName();
      }
      add(result);
      add(modCount.getInt(counted));
      add(map.size());
    }
    if (ordered) {
      map.forEach((key, value) -> add(key + "=" + value));
    }
    System.out.println(name + " " + digest + " " + modCount.getInt(counted));
  }

  private Object mapOperation(Map<Object, Object> map) {
    Object key = key();
    int value = random.nextInt(50);
    return switch (random.nextInt(ordered ? 40 : 21)) {
      case 0, 1, 2, 3, 4, 5 -> map.put(key, value);
      case 6, 7 -> map.remove(key);
      case 8 -> map.get(key);
      case 9 -> map.containsKey(key);
      case 10 -> map.getOrDefault(key, -1);
      case 11 -> map.containsValue(value);
      case 12 -> map.putIfAbsent(key, value);
      case 13 -> map.remove(key, value);
      case 14 -> map.replace(key, value);
      case 15 -> map.replace(key, value, -value);
      case 16 -> map.computeIfAbsent(key, absent -> value < 25 ? null : value);
      case 17 -> map.computeIfPresent(key, (present, old) -> value < 25 ? null : value);
      case 18 -> map.compute(key, (any, old) -> value < 25 ? null : value);
      case 19 -> map.merge(key, value, (old, one) -> value < 25 ? null : value);
      case 20 -> map.keySet().remove(key);
      case 21 -> map.values().remove(value);
      case 22 -> map.entrySet().remove(Map.entry(key, value));
      case 23 -> stepped(map.entrySet().iterator());
      case 24 -> map.keySet().stream().map(Object::toString).reduce("", String::concat).hashCode();
      case 25 -> new ArrayList<>(map.values()).hashCode();
      case 26 -> map.toString().hashCode();
      case 27 -> cloned(map);
      case 28 -> new LinkedHashMap<>(map).hashCode();
      default -> rare(map, key, value);
    };
  }

  private Object rare(Map<Object, Object> map, Object key, int value) {
    return switch (random.nextInt(60)) {
      case 0 -> {
        map.clear();
        yield 0;
      }
      case 1 -> {
        map.replaceAll((any, old) -> old.hashCode() & 31);
        yield 1;
      }
      case 2 -> map.keySet().removeIf(any -> any.hashCode() % 3 == 0);
      case 3 -> map.keySet().retainAll(Set.of(key, 1, 2, 3, 4, 5));
      case 4 -> map.values().removeAll(List.of(value));
      case 5 -> map.computeIfAbsent(key, absent -> map.put("inside", value));
      case 6 -> {
        map.forEach((any, old) -> map.put("new", old));
        yield 6;
      }
      case 7 -> {
        for (Object any : map.keySet()) {
          map.remove(any);
        }
        yield 7;
      }
      case 8 -> {
        map.putAll(Map.of(key, value));
        yield 8;
      }
      case 9 -> map.equals(new HashMap<>(map));
      case 11 -> cut(map);
      case 10 -> map.merge(key, value, (old, one) -> map.remove(key));
      default -> map.put(ALL_KEYS[2][value], value);
    };
  }

  private static Object cloned(Map<Object, Object> map) {
    if (map instanceof HashMap<Object, Object> hash) {
      return hash.clone().hashCode();
    }
    if (map instanceof Hashtable<Object, Object> table) {
      return table.clone().hashCode();
    }
    return map instanceof TreeMap<Object, Object> tree ? tree.clone().hashCode() : 0;
  }

  private static Object cut(Map<Object, Object> map) {
    if (!(map instanceof NavigableMap<Object, Object> tree) || tree.size() < 4) {
      return 0;
    }
    Object low = tree.higherKey(tree.firstKey());
    Object high = tree.lowerKey(tree.lastKey());
    NavigableMap<Object, Object> part = tree.subMap(low, true, high, true);
    part.pollLastEntry();
    return part.hashCode() + part.size() + part.descendingKeySet().hashCode();
  }

  private void sets(String name, Set<Object> set) {
    for (int i = 0; i < OPERATIONS / 4; i++) {
      Object key = key();
      add(
          switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> set.add(key);
            case 4, 5 -> set.remove(key);
            case 6 -> set.contains(key);
            case 7 -> stepped(set.iterator());
            case 8 -> set.retainAll(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
            case 9 -> set.addAll(List.of("x", "y"));
            case 10 -> new ArrayList<>(set).hashCode();
            default -> set.toArray().length;
          });
    }
    set.forEach(this::add);
    System.out.println(name + " " + digest);
  }

  private Object stepped(Iterator<?> iterator) {
    if (!iterator.hasNext()) {
      return "empty";
    }
    Object first = iterator.next();
    String text = first.toString();
    if (random.nextBoolean()) {
      iterator.remove();
    }
    return text;
  }

  /** Always the same objects, held for ever: also for maps that compare or forget them. */
  private Object key() {
    int number = random.nextInt(KEYS);
    return ALL_KEYS[random.nextInt(3)][number];
  }

  private static Object[][] allKeys() {
    Object[][] keys = new Object[3][KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[0][i] = i;
      keys[1][i] = "key" + i;
      keys[2][i] = new Collider(i % 40);
    }
    return keys;
  }

  private void add(Object result) {
    digest = digest * 1_000_003 + String.valueOf(result).hashCode();
  }

  /** All in one bin, so that it becomes a tree. */
  private record Collider(int number) implements Comparable<Collider> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Collider other) {
      return Integer.compare(number, other.number);
    }
  }
}
