package io.badmap.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** The families that are watched only where {@code watch} asks for lists or queues. */
public final class ListFamilies {
  private static final String GUARD = "io/badmap/guard/ListGuard";

  static final Family ARRAY_LIST =
      new Family(
          GUARD,
          "io/badmap/guard/ListRoots$Arrays",
          "size",
          List.of("java/util/ArrayList"),
          List.of(
              "java.util.ArrayList$Itr",
              "java.util.ArrayList$ListItr",
              "java.util.ArrayList$SubList",
              "java.util.ArrayList$SubList$1",
              "java.util.ArrayList$SubList$2",
              "java.util.ArrayList$ArrayListSpliterator",
              "java.util.ArrayList"));

  static final Family LINKED_LIST =
      new Family(
          GUARD,
          "io/badmap/guard/ListRoots$Links",
          "size",
          List.of("java/util/LinkedList"),
          List.of(
              "java.util.LinkedList$ListItr",
              "java.util.LinkedList$LLSpliterator",
              "java.util.LinkedList"));

  static final Family ARRAY_DEQUE =
      new Family(
          GUARD,
          "io/badmap/guard/ListRoots$Rings",
          "tail",
          List.of("java/util/ArrayDeque"),
          List.of(
              "java.util.ArrayDeque$DeqIterator",
              "java.util.ArrayDeque$DescendingIterator",
              "java.util.ArrayDeque$DeqSpliterator",
              "java.util.ArrayDeque"));

  static final Family PRIORITY_QUEUE =
      new Family(
          GUARD,
          "io/badmap/guard/ListRoots$Heaps",
          "size",
          List.of("java/util/PriorityQueue"),
          List.of(
              "java.util.PriorityQueue$Itr",
              "java.util.PriorityQueue$PriorityQueueSpliterator",
              "java.util.PriorityQueue"));

  static final List<Family> ALL = List.of(ARRAY_LIST, LINKED_LIST, ARRAY_DEQUE, PRIORITY_QUEUE);

  private ListFamilies() {}

  /** The families of what is to be watched beside maps. */
  public static List<Family> of(boolean lists, boolean queues) {
    List<Family> families = new ArrayList<>();
    if (lists) {
      families.add(ARRAY_LIST);
      families.add(LINKED_LIST);
    }
    if (queues) {
      families.add(ARRAY_DEQUE);
      families.add(PRIORITY_QUEUE);
    }
    return families;
  }
}
