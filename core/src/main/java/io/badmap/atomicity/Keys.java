package io.badmap.atomicity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compares keys and values without calling code of the user: the final value types of the JDK by
 * value, everything else by identity.
 */
final class Keys {
  private Keys() {}

  /** Whether the two certainly are one key to any map. */
  static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == other || one != null && other != null && isValue(one) && one.equals(other);
  }

  /** Equal for the same keys. */
  static int hash(@Nullable Object key) {
    return key != null && isValue(key) ? key.hashCode() : System.identityHashCode(key);
  }

  /**
   * Whether the two may be one key: of one class of the application, whose {@code equals} is not
   * asked.
   */
  static boolean mayBeSame(@Nullable Object one, @Nullable Object other) {
    return one != null && other != null && one.getClass() == other.getClass() && !isValue(one);
  }

  private static boolean isValue(Object key) {
    return key instanceof String
        || key instanceof Integer
        || key instanceof Long
        || key instanceof UUID
        || key instanceof Character
        || key instanceof Short
        || key instanceof Byte
        || key instanceof Boolean
        || key instanceof Double
        || key instanceof Float;
  }
}
