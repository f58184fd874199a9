package io.badmap.guard;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether the code that a read called back, a key's {@code hashCode} and {@code equals}, can
 * have changed the map: for the JDK's own value types it cannot.
 */
final class Witness {
  private Witness() {}

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
