package io.badmap.it.corruption;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Maps in the states in which races leave them, made by reflection. The program needs {@code
 * --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class Damaged {
  /** A key that shares its bin with all others. */
  record Crowded(int number) {
    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** The same, and tells its order: a tree of these is searched in one direction. */
  record Ordered(int number) implements Comparable<Ordered> {
    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public int compareTo(Ordered other) {
      return Integer.compare(number, other.number);
    }
  }

  private Damaged() {}

  /** Three entries in one bin, the last of which leads back to the first. */
  static Map<Object, Object> bin(Map<Object, Object> map) throws ReflectiveOperationException {
    for (int i = 0; i < 3; i++) {
      map.put(new Crowded(i), i);
    }
    Object first = first(map);
    set(get(get(first, "next"), "next"), "next", first);
    return map;
  }

  /** A bin that is a tree, where a right child is its own right child. */
  static Map<Object, Object> treeBin() throws ReflectiveOperationException {
    Map<Object, Object> map = new HashMap<>(256);
    for (int i = 0; i < 20; i++) {
      map.put(new Ordered(i), i);
    }
    Object right = get(first(map), "right");
    set(right, "right", right);
    return map;
  }

  /** Makes a tree of a bin and puts an entry into its chain that is not one of a tree. */
  static void spoilTree(Map<Object, Object> map) throws ReflectiveOperationException {
    for (int i = 0; i < 80; i++) {
      map.put(new Ordered(i), i);
    }
    Constructor<?> node = Class.forName("java.util.HashMap$Node").getDeclaredConstructors()[0];
    node.setAccessible(true);
    Object[] table = (Object[]) get(map, "table");
    for (Object at = table[1]; at != null; at = next(at)) {
      Object plain = node.newInstance(1, new Ordered(-1), 1, get(at, "next"));
      set(at, "next", plain);
      at = plain;
    }
  }

  private static Object next(Object entry) throws ReflectiveOperationException {
    return get(entry, "next");
  }

  /** Entries whose order leads from the last back to the first. */
  static Map<Object, Object> order() throws ReflectiveOperationException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < 5; i++) {
      map.put(i, i);
    }
    set(get(map, "tail"), "after", get(map, "head"));
    return map;
  }

  /** A tree whose root is the right child of its own right child, which is its parent too. */
  static TreeMap<Object, Object> tree() throws ReflectiveOperationException {
    TreeMap<Object, Object> map = new TreeMap<>();
    for (int i = 0; i < 7; i++) {
      map.put(i, i);
    }
    Object root = get(map, "root");
    Object right = get(root, "right");
    set(right, "right", root);
    set(root, "parent", right);
    return map;
  }

  /**
   * Makes the greatest entry of a sorted map the parent of the least one, which becomes red: a new
   * least entry turns the tree about the greatest.
   */
  static void spoilParent(Map<Object, Object> map) throws ReflectiveOperationException {
    Object least = farthest(map, "left");
    set(least, "color", false);
    set(least, "parent", farthest(map, "right"));
  }

  private static Object farthest(Map<?, ?> map, String side) throws ReflectiveOperationException {
    Object entry = get(map, "root");
    while (get(entry, side) != null) {
      entry = get(entry, side);
    }
    return entry;
  }

  /**
   * A sorted map whose greatest entry has the least one for a parent: it is succeeded by itself.
   */
  static TreeMap<Object, Object> succession() throws ReflectiveOperationException {
    TreeMap<Object, Object> map = new TreeMap<>();
    for (int i = 0; i < 3; i++) {
      map.put(i, i);
    }
    Object root = get(map, "root");
    set(get(root, "right"), "right", root);
    set(root, "parent", get(root, "right"));
    set(root, "left", null);
    return map;
  }

  /** A table without a free slot, as two threads that each fill the last one leave it. */
  static Map<Object, Object> fullTable() throws ReflectiveOperationException {
    Map<Object, Object> map = new IdentityHashMap<>(4);
    Object[] table = (Object[]) get(map, "table");
    for (int i = 0; i < table.length; i += 2) {
      table[i] = new Object();
    }
    return map;
  }

  /** A weak map with a bin of three that runs in a circle. */
  static Map<Object, Object> weakBin() throws ReflectiveOperationException {
    return bin(new WeakHashMap<>());
  }

  /** The first entry of the only bin. */
  private static Object first(Map<?, ?> map) throws ReflectiveOperationException {
    Object table = get(map, "table");
    for (int i = 0; i < Array.getLength(table); i++) {
      if (Array.get(table, i) != null) {
        return Array.get(table, i);
      }
    }
    throw new AssertionError("empty");
  }

  static Object get(Object object, String field) throws ReflectiveOperationException {
    return field(object, field).get(object);
  }

  static void set(Object object, String field, Object value) throws ReflectiveOperationException {
    field(object, field).set(object, value);
  }

  private static Field field(Object object, String name) throws NoSuchFieldException {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field;
        }
      }
    }
    throw new NoSuchFieldException(object.getClass() + "." + name);
  }
}
