package io.badmap.agent.report;

import io.badmap.Access;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the map's own code from its caller's. Between a source line that uses a map and the frame
 * that touches it lie the map itself, its views and iterators, the wrappers of {@code
 * java.util.Collections}, streams over it, and what reflection and lambdas put between.
 */
public final class MapCode {
  /** What a frame is to the map operation that it belongs to. */
  enum Layer {
    /** The map, its views, its iterators, the collections framework's defaults and wrappers. */
    MAP,
    /** A stream over it. */
    STREAM,
    /** Reflection, lambdas, serialization, the fork-join machinery, other {@code java.util}. */
    GLUE,
    /** Somebody who uses the map. */
    OUTSIDE
  }

  private static final Set<String> MAP_CLASSES =
      Set.of(
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.TreeMap",
          "java.util.TreeSet",
          "java.util.WeakHashMap",
          "java.util.IdentityHashMap",
          "java.util.EnumMap",
          "java.util.Hashtable",
          "java.util.AbstractMap",
          "java.util.AbstractCollection",
          "java.util.AbstractSet",
          "java.util.Map",
          "java.util.Set",
          "java.util.Collection",
          "java.util.Iterator",
          "java.util.Enumeration",
          "java.util.Spliterator",
          "java.util.Spliterators",
          "java.util.SequencedMap",
          "java.util.SequencedCollection",
          "java.util.SequencedSet",
          "java.util.ReverseOrderDequeView",
          "java.util.Collections",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.concurrent.ConcurrentSkipListMap",
          "java.lang.Iterable");

  private static final Set<String> LIST_CLASSES =
      Set.of(
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.PriorityQueue",
          "java.util.AbstractList",
          "java.util.AbstractSequentialList",
          "java.util.AbstractQueue",
          "java.util.List",
          "java.util.ListIterator",
          "java.util.Queue",
          "java.util.Deque",
          "java.util.ReverseOrderListView");

  private static volatile boolean lists;

  private static final Set<String> WRITES =
      Set.of(
          "put",
          "putAll",
          "putFirst",
          "putLast",
          "putIfAbsent",
          "putVal",
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "remove",
          "removeAll",
          "removeIf",
          "removeFirst",
          "removeLast",
          "retainAll",
          "pollFirst",
          "pollLast",
          "pollFirstEntry",
          "pollLastEntry",
          "clear",
          "compute",
          "computeIfAbsent",
          "computeIfPresent",
          "merge",
          "replace",
          "replaceAll",
          "setValue",
          "readObject");

  private static final Set<String> ITERATIONS =
      Set.of(
          "forEach",
          "forEachRemaining",
          "hasNext",
          "iterator",
          "spliterator",
          "next",
          "tryAdvance",
          "trySplit",
          "toArray",
          "containsValue",
          "writeObject");

  private static final Set<String> READS =
      Set.of(
          "get",
          "getOrDefault",
          "getFirst",
          "getLast",
          "first",
          "last",
          "lower",
          "floor",
          "ceiling",
          "higher",
          "firstEntry",
          "lastEntry",
          "containsKey",
          "contains",
          "containsAll",
          "size",
          "isEmpty",
          "equals",
          "hashCode",
          "toString");

  private MapCode() {}

  /** From now on the code of lists and queues is what a map's is. */
  public static void includeLists() {
    lists = true;
  }

  static Layer layer(StackTraceElement frame) {
    String name = frame.getClassName();
    if (name.startsWith("io.badmap.gomap.")) {
      return Layer.MAP;
    }
    if (isLambda(name)) {
      return Layer.GLUE;
    }
    if (!name.startsWith("java") && !name.startsWith("jdk.internal.")) {
      return Layer.OUTSIDE;
    }
    if (MAP_CLASSES.contains(topLevel(name)) || lists && LIST_CLASSES.contains(topLevel(name))) {
      return Layer.MAP;
    }
    if (name.startsWith("java.util.stream.")) {
      return Layer.STREAM;
    }
    return isGlue(name) ? Layer.GLUE : Layer.OUTSIDE;
  }

  /**
   * Whether a class was made for a lambda or a method reference. Its constructor stands in stack
   * traces although its methods do not, under a name that no other run gives it.
   */
  static boolean isLambda(String name) {
    return name.contains("$$Lambda");
  }

  private static boolean isGlue(String name) {
    return name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.reflect.")
        || name.startsWith("jdk.internal.reflect.")
        || name.startsWith("java.util.function.")
        || name.startsWith("java.util.concurrent.ForkJoin")
        || name.startsWith("java.util.concurrent.CountedCompleter")
        || name.startsWith("java.io.Object")
        || isCollection(name);
  }

  /** Lists, queues and such, which read a map to copy it: {@code new ArrayList<>(map.values())}. */
  private static boolean isCollection(String name) {
    return name.startsWith("java.util.")
        && name.lastIndexOf('.') == "java.util".length()
        && (name.contains("List")
            || name.contains("Deque")
            || name.contains("Queue")
            || name.contains("Vector")
            || name.contains("Collections")
            || name.contains("EnumSet"));
  }

  /** The class that {@code name} is, or is nested in. */
  static String topLevel(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** A guess from the names alone, for methods that no table knows. */
  static @Nullable Access guess(String className, String method) {
    if (WRITES.contains(method)) {
      return Access.WRITE;
    }
    if (method.equals("clone")) {
      return Access.CLONE;
    }
    if (ITERATIONS.contains(method) || isTraversal(className)) {
      return Access.ITERATION;
    }
    return READS.contains(method) ? Access.READ : null;
  }

  private static boolean isTraversal(String className) {
    return className.endsWith("Iterator") || className.contains("Spliterator");
  }
}
