package io.badmap.it.detection;

import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/** Reads what stands in the guard word of a map, tags and all; needs java.util opened. */
public final class Words {
  private static final Map<Class<?>, String> WORDS =
      Map.of(
          HashMap.class, "modCount",
          TreeMap.class, "modCount",
          WeakHashMap.class, "modCount",
          IdentityHashMap.class, "modCount",
          EnumMap.class, "size",
          Hashtable.class, "modCount");

  private Words() {}

  /** The word of a covered map or of one of its subclasses. */
  public static int of(Object map) throws ReflectiveOperationException {
    for (Map.Entry<Class<?>, String> word : WORDS.entrySet()) {
      if (word.getKey().isInstance(map)) {
        return (int) field(word.getKey(), word.getValue()).get(map);
      }
    }
    throw new IllegalArgumentException("not covered, " + map.getClass());
  }

  /** Whether nothing but a count stands in the map. */
  static boolean atRest(Object map) throws ReflectiveOperationException {
    return of(map) >>> 20 == 0;
  }

  /** Gives an empty weak map another queue of the entries whose keys are gone. */
  static void setQueue(WeakHashMap<?, ?> map, ReferenceQueue<Object> queue)
      throws ReflectiveOperationException {
    field(WeakHashMap.class, "queue").set(map, queue);
  }

  /** The map inside a set or a wrapper. */
  static Object inside(Object outer) throws ReflectiveOperationException {
    for (Class<?> type = outer.getClass(); type != null; type = type.getSuperclass()) {
      for (String name : List.of("map", "m")) {
        Object inner = read(type, name, outer);
        if (inner instanceof Map) {
          return inside(inner);
        }
      }
    }
    return outer;
  }

  private static Object read(Class<?> type, String name, Object outer)
      throws ReflectiveOperationException {
    try {
      return field(type, name).get(outer);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
