package io.badmap.it.corruption;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Finds the key of a look-up that never ends, by going where {@code get} would go, through
 * reflection. Keys with odd numbers are tried, which are in no map and lie between any two that
 * are. Needs {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class EndlessLookUp {
  /** More entries than any of the maps has. */
  private static final int ENDLESS = 20_000;

  private static final Field WEAK_TABLE = field(WeakHashMap.class, "table");
  private static final Field WEAK_NEXT = field(type("java.util.WeakHashMap$Entry"), "next");
  private static final Method WEAK_HASH = method(WeakHashMap.class, "hash");
  private static final Field TREE_ROOT = field(TreeMap.class, "root");
  private static final Class<?> TREE_ENTRY = type("java.util.TreeMap$Entry");
  private static final Field TREE_KEY = field(TREE_ENTRY, "key");
  private static final Field TREE_LEFT = field(TREE_ENTRY, "left");
  private static final Field TREE_RIGHT = field(TREE_ENTRY, "right");

  private EndlessLookUp() {}

  /** Any absent key of a bin that runs in a circle will do. */
  static Object inWeakMap(Map<?, ?> map) throws ReflectiveOperationException {
    Object[] table = (Object[]) WEAK_TABLE.get(map);
    for (int bin = 0; bin < table.length; bin++) {
      Object entry = table[bin];
      for (int steps = 0; entry != null; steps++) {
        if (steps == ENDLESS) {
          return keyOf(bin, map, table.length);
        }
        entry = WEAK_NEXT.get(entry);
      }
    }
    return null;
  }

  private static Object keyOf(int bin, Map<?, ?> map, int bins)
      throws ReflectiveOperationException {
    int number = -1;
    while (((int) WEAK_HASH.invoke(map, number) & bins - 1) != bin) {
      number -= 2;
    }
    return number;
  }

  /** The keys that are put have even numbers below twice {@code keys}. */
  static Object inTreeMap(Map<?, ?> map, int keys) throws ReflectiveOperationException {
    for (int number = -1; number < 2 * keys; number += 2) {
      Object entry = TREE_ROOT.get(map);
      for (int steps = 0; entry != null; steps++) {
        if (steps == ENDLESS) {
          return number;
        }
        int at = (Integer) TREE_KEY.get(entry);
        entry = (number < at ? TREE_LEFT : TREE_RIGHT).get(entry);
      }
    }
    return null;
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static Method method(Class<?> owner, String name) {
    try {
      Method method = owner.getDeclaredMethod(name, Object.class);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}
