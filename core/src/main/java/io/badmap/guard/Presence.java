package io.badmap.guard;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether hooks are where they were put. Our transformer is gone once the classes are woven,
 * so another agent that transforms one of them later gives it back without them, and no call of the
 * JVM says so.
 */
public final class Presence {
  private Presence() {}

  /**
   * Whether a write of this class is tagged: it asks a key in the midst of one. True for what asks
   * no key.
   *
   * @param root a class with a guard word
   */
  public static boolean isIn(Class<?> root) {
    Map<Object, Object> map = empty(root);
    if (map == null) {
      return true;
    }
    Key key = new Key(map);
    map.put(key, key);
    return key.tagged;
  }

  private static @Nullable Map<Object, Object> empty(Class<?> root) {
    if (root == HashMap.class) {
      return new HashMap<>();
    }
    if (root == TreeMap.class) {
      return new TreeMap<>();
    }
    if (root == Hashtable.class) {
      // So small that the first put makes it grow, and asks the key once more in the midst of it.
      return new Hashtable<>(1);
    }
    return root == WeakHashMap.class ? new WeakHashMap<>() : null;
  }

  private static final class Key implements Comparable<Key> {
    private static final Unsafe U = Unsafe.getUnsafe();

    private final Object map;
    private boolean tagged;

    Key(Object map) {
      this.map = map;
    }

    private void look() {
      tagged |= GuardWord.isTagged(U.getIntVolatile(map, Roots.wordOf(map)));
    }

    @Override
    public int hashCode() {
      look();
      return 1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int compareTo(Key other) {
      look();
      return 0;
    }
  }
}
