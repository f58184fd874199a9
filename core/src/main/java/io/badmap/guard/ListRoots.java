package io.badmap.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.PriorityQueue;
import jdk.internal.misc.Unsafe;

/**
 * The lists and queues that carry a guard word of their own: where it lies, and where their size
 * does. Loaded only where they are watched.
 *
 * <p>The {@code modCount} of an {@code ArrayList} or a {@code LinkedList} is a protected field of
 * {@code AbstractList}, which any subclass of the user's may read, so their word is {@code size}.
 * An {@code ArrayDeque} has neither, its word is {@code tail}. A {@code PriorityQueue} has a {@code
 * modCount} of its own, but counts a {@code removeIf} that removes nothing, so it is {@code size}
 * there too.
 */
public final class ListRoots {
  private static final Unsafe U = Unsafe.getUnsafe();

  private ListRoots() {}

  /** Of {@code ArrayList}. */
  public static final class Arrays {
    public static final long WORD = offset(ArrayList.class, "size");

    private Arrays() {}
  }

  /** Of {@code LinkedList}. */
  public static final class Links {
    public static final long WORD = offset(LinkedList.class, "size");

    private Links() {}
  }

  /** Of {@code ArrayDeque}. */
  public static final class Rings {
    public static final long WORD = offset(ArrayDeque.class, "tail");
    static final long HEAD = offset(ArrayDeque.class, "head");
    static final long ELEMENTS = offset(ArrayDeque.class, "elements");

    private Rings() {}
  }

  /** Of {@code PriorityQueue}. */
  public static final class Heaps {
    public static final long WORD = offset(PriorityQueue.class, "size");

    private Heaps() {}
  }

  private static long offset(Class<?> root, String field) {
    return U.objectFieldOffset(root, field);
  }

  static long wordOf(Object list) {
    if (list instanceof ArrayList) {
      return Arrays.WORD;
    }
    if (list instanceof LinkedList) {
      return Links.WORD;
    }
    return list instanceof ArrayDeque ? Rings.WORD : Heaps.WORD;
  }

  /** The number of elements, without the {@code size()} that a subclass may override. */
  static int size(Object list) {
    int word = U.getIntVolatile(list, wordOf(list));
    int count = word >= 0 ? word : GuardWord.count(word);
    return list instanceof ArrayDeque ? between(list, count) : count;
  }

  private static int between(Object deque, int tail) {
    Object[] elements = (Object[]) U.getReferenceVolatile(deque, Rings.ELEMENTS);
    int size = tail - U.getIntVolatile(deque, Rings.HEAD);
    return size < 0 ? size + elements.length : size;
  }
}
