package io.badmap.it.laws;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random but repeatable operations on maps and sets. Prints a digest of each result, exception,
 * order and {@code modCount}: the lines must be the same with and without the agent. Needs
 * java.util opened.
 */
public final class SequencesMain {
  private static final int OPERATIONS = 200_000;
  private static final int KEYS = 200;

  private final Random random = new Random(20261122);
  private long digest;

  private SequencesMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    new SequencesMain().maps("HashMap", new HashMap<>());
    new SequencesMain().maps("LinkedHashMap", new LinkedHashMap<>());
    new SequencesMain().maps("access order", new LinkedHashMap<>(16, 0.75f, true));
    new SequencesMain().sets("HashSet", new HashSet<>());
    new SequencesMain().sets("LinkedHashSet", new LinkedHashSet<>());
  }

  private void maps(String name, HashMap<Object, Object> map) throws Exception {
    Field modCount = HashMap.class.getDeclaredField("modCount");
    modCount.setAccessible(true);
    for (int i = 0; i < OPERATIONS; i++) {
      Object result;
      try {
        result = mapOperation(map);
      } catch (RuntimeException e) {
        result = e.getClass().getName();
      }
      add(result);
      add(modCount.getInt(map));
      add(map.size());
    }
    map.forEach((key, value) -> add(key + "=" + value));
    System.out.println(name + " " + digest + " " + modCount.getInt(map));
  }

  private Object mapOperation(HashMap<Object, Object> map) {
    Object key = key();
    int value = random.nextInt(50);
    return switch (random.nextInt(40)) {
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
      case 27 -> map.clone().hashCode();
      case 28 -> new LinkedHashMap<>(map).hashCode();
      default -> rare(map, key, value);
    };
  }

  private Object rare(HashMap<Object, Object> map, Object key, int value) {
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
      case 10 -> map.merge(key, value, (old, one) -> map.remove(key));
      default -> map.put(new Collider(value), value);
    };
  }

  private void sets(String name, HashSet<Object> set) {
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
            case 10 -> set.clone().hashCode();
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

  private Object key() {
    int number = random.nextInt(KEYS);
    return switch (random.nextInt(3)) {
      case 0 -> number;
      case 1 -> "key" + number;
      default -> new Collider(number % 40);
    };
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
