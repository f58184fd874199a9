package io.badmap.event;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Spread hashes of keys whose {@code hashCode} is the JDK's own and of no consequence. */
final class Hashes {
  private Hashes() {}

  /** Whether {@link #spread} may be asked. */
  static boolean isKnown(Object map, @Nullable Object key) {
    if (map instanceof IdentityHashMap || map instanceof EnumMap) {
      return true;
    }
    // A WeakHashMap has an object of its own in the place of the null key.
    return key == null ? !(map instanceof WeakHashMap) : isPlain(key.getClass());
  }

  /** Whether keys of this class have no code of the user's. */
  static boolean isPlain(Class<?> type) {
    return type == String.class
        || type == Integer.class
        || type == Long.class
        || type == Character.class
        || type == Short.class
        || type == Byte.class
        || type == Double.class;
  }

  /** The hash of a key as its map spreads it; 0 where the map has no hashes. */
  static int spread(Object map, @Nullable Object key) {
    if (map instanceof HashMap) {
      return key == null ? 0 : spread(key.hashCode());
    }
    if (map instanceof WeakHashMap) {
      return key == null ? 0 : weak(key.hashCode());
    }
    if (map instanceof IdentityHashMap) {
      return System.identityHashCode(key);
    }
    return map instanceof EnumMap && key instanceof Enum<?> constant ? constant.ordinal() : 0;
  }

  private static int spread(int h) {
    return h ^ h >>> 16;
  }

  private static int weak(int h) {
    int spread = h ^ h >>> 20 ^ h >>> 12;
    return spread ^ spread >>> 7 ^ spread >>> 4;
  }
}
