package io.badmap.guard;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import jdk.internal.misc.Unsafe;

/**
 * The classes that carry a guard word of their own: where it lies, and where their size does.
 *
 * <p>The offsets of the words are public constants, so that woven code names them and the JIT sees
 * numbers. The word is {@code modCount}; an {@code EnumMap} has none, and its {@code size}, never
 * more than 65,535, leaves the upper bits free just as well. Each root has a class of its own,
 * which loads with the first map of that kind and not before.
 */
public final class Roots {
  private static final Unsafe U = Unsafe.getUnsafe();

  private Roots() {}

  /** Of {@code TreeMap}. */
  public static final class Tree {
    public static final long WORD = word(TreeMap.class);
    static final long SIZE = size(TreeMap.class);
    static final long COMPARATOR = U.objectFieldOffset(TreeMap.class, "comparator");

    private Tree() {}
  }

  /** Of {@code WeakHashMap}. */
  public static final class Weak {
    public static final long WORD = word(WeakHashMap.class);
    static final long SIZE = size(WeakHashMap.class);

    private Weak() {}
  }

  /** Of {@code IdentityHashMap}. */
  public static final class Identity {
    public static final long WORD = word(IdentityHashMap.class);
    static final long SIZE = size(IdentityHashMap.class);

    private Identity() {}
  }

  /** Of {@code EnumMap}. */
  public static final class Constants {
    public static final long WORD = size(EnumMap.class);

    private Constants() {}
  }

  /** Of {@code Hashtable}; a {@code Properties} is one too, but keeps nothing in it. */
  public static final class Table {
    public static final long WORD = word(Hashtable.class);
    static final long SIZE = U.objectFieldOffset(Hashtable.class, "count");

    private Table() {}
  }

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
      return Tree.WORD;
    }
    if (map instanceof WeakHashMap) {
      return Weak.WORD;
    }
    if (map instanceof IdentityHashMap) {
      return Identity.WORD;
    }
    if (map instanceof EnumMap) {
      return Constants.WORD;
    }
    return map instanceof Hashtable ? Table.WORD : ListRoots.wordOf(map);
  }

  /**
   * The number of mappings or elements, without its {@code size()}, which is the user's in a
   * subclass and expunges in a {@code WeakHashMap}; -1 for what is of no covered class.
   */
  public static int size(Object map) {
    if (map instanceof HashMap) {
      return U.getIntVolatile(map, HashMapGuard.SIZE);
    }
    if (map instanceof TreeMap) {
      return U.getIntVolatile(map, Tree.SIZE);
    }
    if (map instanceof WeakHashMap) {
      return U.getIntVolatile(map, Weak.SIZE);
    }
    if (map instanceof IdentityHashMap) {
      return U.getIntVolatile(map, Identity.SIZE);
    }
    if (map instanceof EnumMap) {
      return U.getIntVolatile(map, Constants.WORD) & GuardWord.COUNT;
    }
    if (map instanceof Hashtable) {
      return U.getIntVolatile(map, Table.SIZE);
    }
    return Subjects.isList(map) ? ListRoots.size(map) : -1;
  }
}
