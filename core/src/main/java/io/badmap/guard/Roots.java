package io.badmap.guard;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;

/**
 * The classes that carry a guard word of their own: where it lies, and where their size does.
 *
 * <p>The offsets of the words are public constants, so that woven code names them and the JIT sees
 * numbers. The word is {@code modCount}; an {@code EnumMap} has none, and its {@code size}, never
 * more than 65,535, leaves the upper bits free just as well.
 */
public final class Roots {
  private static final Unsafe U = Unsafe.getUnsafe();

  public static final long TREE_MAP = word(TreeMap.class);
  public static final long WEAK_HASH_MAP = word(WeakHashMap.class);
  public static final long IDENTITY_HASH_MAP = word(IdentityHashMap.class);
  public static final long ENUM_MAP = size(EnumMap.class);

  private static final long TREE_SIZE = size(TreeMap.class);
  private static final long WEAK_SIZE = size(WeakHashMap.class);
  private static final long IDENTITY_SIZE = size(IdentityHashMap.class);

  private Roots() {}

  private static long word(Class<?> root) {
    return U.objectFieldOffset(root, "modCount");
  }

  private static long size(Class<?> root) {
    return U.objectFieldOffset(root, "size");
  }

  /** Where the word of a map lies, which must be of a covered class. */
  static long wordOf(Object map) {
    if (map instanceof HashMap) {
      return HashMapGuard.WORD;
    }
    if (map instanceof TreeMap) {
      return TREE_MAP;
    }
    if (map instanceof WeakHashMap) {
      return WEAK_HASH_MAP;
    }
    return map instanceof IdentityHashMap ? IDENTITY_HASH_MAP : ENUM_MAP;
  }

  /**
   * The number of mappings of a map, without its {@code size()}, which is the user's in a subclass
   * and expunges in a {@code WeakHashMap}; -1 for what is no covered map.
   */
  public static int size(Object map) {
    if (map instanceof HashMap) {
      return U.getIntVolatile(map, HashMapGuard.SIZE);
    }
    if (map instanceof TreeMap) {
      return U.getIntVolatile(map, TREE_SIZE);
    }
    if (map instanceof WeakHashMap) {
      return U.getIntVolatile(map, WEAK_SIZE);
    }
    if (map instanceof IdentityHashMap) {
      return U.getIntVolatile(map, IDENTITY_SIZE);
    }
    return map instanceof EnumMap ? U.getIntVolatile(map, ENUM_MAP) & GuardWord.COUNT : -1;
  }
}
