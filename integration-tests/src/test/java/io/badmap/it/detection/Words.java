package io.badmap.it.detection;

import java.lang.reflect.Field;
import java.util.HashMap;

/** Reads what stands in {@code modCount}, tags and all; needs java.util opened. */
final class Words {
  private static final Field FIELD = field();

  private Words() {}

  private static Field field() {
    try {
      Field field = HashMap.class.getDeclaredField("modCount");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no modCount", e);
    }
  }

  static int of(Object map) throws IllegalAccessException {
    return FIELD.getInt(map);
  }

  /** Whether nothing but a count stands in the map. */
  static boolean atRest(Object map) throws IllegalAccessException {
    return of(map) >>> 20 == 0;
  }
}
