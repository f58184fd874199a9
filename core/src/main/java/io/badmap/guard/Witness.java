package io.badmap.guard;

import java.util.HashMap;
import java.util.TreeMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the code that a read called back, a key's {@code hashCode} and {@code equals} or a
 * comparator, can have changed the map: for the JDK's own value types it cannot.
 */
final class Witness {
  /** Of a read that calls nobody's code. */
  static final Object NOBODY = new Object();

  private static final Unsafe U = Unsafe.getUnsafe();

  /** The comparators of the JDK that compare by the keys' own order, or as strings. */
  private static final String[] HARMLESS = {
    "java.util.Collections$ReverseComparator",
    "java.util.Comparators$NaturalOrderComparator",
    "java.lang.String$CaseInsensitiveComparator"
  };

  private Witness() {}

  /**
   * Whether {@code witness}, a key or function handed to {@code map}, and the comparator of the map
   * where it has one, certainly write to no map.
   */
  static boolean cannotTouchMaps(Object map, @Nullable Object witness) {
    return witness == NOBODY || cannotTouchMaps(witness) && isHarmlessOrder(map);
  }

  private static boolean isHarmlessOrder(Object map) {
    if (map instanceof HashMap || !(map instanceof TreeMap)) {
      return true;
    }
    Object comparator = U.getReference(map, Roots.Tree.COMPARATOR);
    if (comparator == null) {
      return true;
    }
    String name = comparator.getClass().getName();
    for (String harmless : HARMLESS) {
      if (harmless.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code witness}, a key or function handed to the map, certainly writes to no map. */
  static boolean cannotTouchMaps(@Nullable Object witness) {
    return witness == null
        || witness instanceof String
        || witness instanceof Integer
        || witness instanceof Long
        || witness instanceof Enum<?>
        || witness instanceof Class<?>
        || witness instanceof Short
        || witness instanceof Byte
        || witness instanceof Character
        || witness instanceof Boolean
        || witness instanceof Double
        || witness instanceof Float
        || witness instanceof java.util.UUID
        || witness.getClass() == Object.class;
  }
}
