package io.badmap.agent.weave;

import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CLONE;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.GLANCE;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.READ;
import static io.badmap.agent.weave.Meaning.STEP;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.KEY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.SEQUENCED;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of {@link Semantics} for lists and queues. Apart, so that a start that does not ask for
 * them does not make it.
 */
public final class ListRows {
  private static final List<Row> ROWS = new ArrayList<>();

  private ListRows() {}

  static {
    arrayList();
    subList();
    linkedList();
    linkedListBackwards();
    QueueRows.list();
  }

  private static void arrayList() {
    String list = "java.util.ArrayList";
    add(list, GLANCE, NOBODY, "get");
    since(SEQUENCED, list, GLANCE, NOBODY, "getFirst", "getLast");
    add(list, READ, KEY, "indexOf", "lastIndexOf");
    add(list, WRITE, NOBODY, "add", "set");
    add(list, CONDITIONAL, ANYBODY, "addAll", "remove", "removeAll", "retainAll", "removeIf");
    add(list, CONDITIONAL, ANYBODY, "replaceAll", "sort");
    add(list, CONDITIONAL, NOBODY, "removeRange", "ensureCapacity", "trimToSize");
    since(SEQUENCED, list, CONDITIONAL, NOBODY, "removeFirst", "removeLast");
    add(list, CLEAR, NOBODY, "clear");
    add(list, ITERATION, ANYBODY, "forEach", "equals", "hashCode", "writeObject");
    add(list, ITERATION, NOBODY, "toArray");
    add(list, CLONE, NOBODY, "clone");
    add(list, DELEGATES, NOBODY, "contains", "iterator", "listIterator", "spliterator");
    since(SEQUENCED, list, DELEGATES, NOBODY, "addFirst", "addLast");
    add(list, UNWATCHED, NOBODY, "size", "isEmpty", "subList");
    String iterator = list + "$Itr";
    add(iterator, STEP, NOBODY, "next");
    add(iterator, ITERATION, ANYBODY, "forEachRemaining");
    add(iterator, DELEGATES, NOBODY, "remove");
    add(iterator, UNWATCHED, NOBODY, "hasNext");
    add(list + "$ListItr", STEP, NOBODY, "previous");
    add(list + "$ListItr", DELEGATES, NOBODY, "add", "set");
    add(list + "$ListItr", UNWATCHED, NOBODY, "hasPrevious", "nextIndex", "previousIndex");
    spliterator(list + "$ArrayListSpliterator");
  }

  private static void subList() {
    String list = "java.util.ArrayList$SubList";
    add(list, GLANCE, NOBODY, "get");
    add(list, READ, KEY, "indexOf", "lastIndexOf");
    add(list, WRITE, NOBODY, "set");
    add(list, CONDITIONAL, ANYBODY, "removeAll", "retainAll", "removeIf", "replaceAll");
    since(23, list, CONDITIONAL, ANYBODY, "sort");
    add(list, ITERATION, ANYBODY, "equals", "hashCode");
    add(list, ITERATION, NOBODY, "toArray");
    add(list, DELEGATES, NOBODY, "add", "addAll", "remove", "contains", "iterator");
    add(list, DELEGATES, NOBODY, "listIterator", "spliterator");
    add(list, UNWATCHED, NOBODY, "size", "subList");
    String iterator = list + "$1";
    add(iterator, STEP, NOBODY, "next", "previous");
    add(iterator, ITERATION, ANYBODY, "forEachRemaining");
    add(iterator, DELEGATES, NOBODY, "add", "remove", "set");
    add(iterator, UNWATCHED, NOBODY, "hasNext", "hasPrevious", "nextIndex", "previousIndex");
    spliterator(list + "$2");
  }

  private static void linkedList() {
    String list = "java.util.LinkedList";
    add(list, READ, NOBODY, "get");
    add(list, GLANCE, NOBODY, "getFirst", "getLast", "peek", "peekFirst", "peekLast");
    add(list, READ, KEY, "indexOf", "lastIndexOf");
    add(list, WRITE, NOBODY, "add", "addFirst", "addLast", "set");
    add(list, CONDITIONAL, ANYBODY, "addAll", "remove", "removeLastOccurrence");
    add(list, CONDITIONAL, NOBODY, "removeFirst", "removeLast", "poll", "pollFirst", "pollLast");
    add(list, CLEAR, NOBODY, "clear");
    add(list, ITERATION, NOBODY, "toArray");
    add(list, ITERATION, ANYBODY, "writeObject");
    add(list, CLONE, NOBODY, "clone");
    add(list, DELEGATES, NOBODY, "contains", "element", "offer", "offerFirst", "offerLast");
    add(list, DELEGATES, NOBODY, "push", "pop", "removeFirstOccurrence", "listIterator");
    add(list, DELEGATES, NOBODY, "descendingIterator", "spliterator");
    add(list, UNWATCHED, NOBODY, "size");
    since(SEQUENCED, list, UNWATCHED, NOBODY, "reversed");
    String iterator = list + "$ListItr";
    add(iterator, STEP, NOBODY, "next", "previous");
    add(iterator, ITERATION, ANYBODY, "forEachRemaining");
    add(iterator, WRITE, NOBODY, "add", "set");
    add(iterator, CONDITIONAL, NOBODY, "remove");
    add(iterator, UNWATCHED, NOBODY, "hasNext", "hasPrevious", "nextIndex", "previousIndex");
    add(list + "$DescendingIterator", DELEGATES, NOBODY, "next", "remove");
    add(list + "$DescendingIterator", UNWATCHED, NOBODY, "hasNext");
    spliterator(list + "$LLSpliterator");
  }

  private static void linkedListBackwards() {
    String view = "java.util.LinkedList$ReverseOrderLinkedListView";
    since(SEQUENCED, view, DELEGATES, NOBODY, "add", "addAll", "addFirst", "addLast", "clear");
    since(SEQUENCED, view, DELEGATES, NOBODY, "contains", "containsAll", "descendingIterator");
    since(SEQUENCED, view, DELEGATES, NOBODY, "element", "equals", "forEach", "get", "getFirst");
    since(SEQUENCED, view, DELEGATES, NOBODY, "getLast", "hashCode", "indexOf", "isEmpty");
    since(SEQUENCED, view, DELEGATES, NOBODY, "iterator", "lastIndexOf", "listIterator", "offer");
    since(SEQUENCED, view, DELEGATES, NOBODY, "offerFirst", "offerLast", "parallelStream", "peek");
    since(SEQUENCED, view, DELEGATES, NOBODY, "peekFirst", "peekLast", "poll", "pollFirst");
    since(SEQUENCED, view, DELEGATES, NOBODY, "pollLast", "pop", "push", "remove", "removeAll");
    since(SEQUENCED, view, DELEGATES, NOBODY, "removeFirst", "removeFirstOccurrence", "removeIf");
    since(SEQUENCED, view, DELEGATES, NOBODY, "removeLast", "removeLastOccurrence", "replaceAll");
    since(SEQUENCED, view, DELEGATES, NOBODY, "retainAll", "set", "sort", "spliterator", "stream");
    since(SEQUENCED, view, DELEGATES, NOBODY, "subList", "toArray", "toString");
    since(SEQUENCED, view, UNWATCHED, NOBODY, "size", "reversed");
    since(SEQUENCED, view, UNWATCHED, NOBODY, "readExternal", "writeExternal");
  }

  static void spliterator(String className) {
    add(className, ITERATION, ANYBODY, "forEachRemaining", "tryAdvance");
    add(className, UNWATCHED, NOBODY, "trySplit", "estimateSize", "characteristics");
  }

  static void add(String className, Meaning meaning, int witness, String... methods) {
    since(0, className, meaning, witness, methods);
  }

  static void since(int since, String className, Meaning meaning, int witness, String... methods) {
    for (String method : methods) {
      ROWS.add(new Row(className, method, meaning, witness, since));
    }
  }

  /** All rows, in the order of the table. */
  public static List<Row> rows() {
    return List.copyOf(ROWS);
  }

  /** The row of a method, or {@code null}. */
  public static @Nullable Row find(String className, String method) {
    for (Row row : ROWS) {
      if (row.className().equals(className) && row.method().equals(method)) {
        return row;
      }
    }
    return null;
  }
}
