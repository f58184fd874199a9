package io.badmap.agent.weave;

import static io.badmap.agent.weave.ListRows.add;
import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CLONE;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.GLANCE;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.PUT_ALL;
import static io.badmap.agent.weave.Meaning.READ;
import static io.badmap.agent.weave.Meaning.STEP;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.KEY;
import static io.badmap.agent.weave.Semantics.NOBODY;

/** The part of {@link ListRows} about {@code ArrayDeque} and {@code PriorityQueue}. */
final class QueueRows {
  private QueueRows() {}

  static void list() {
    arrayDeque();
    priorityQueue();
  }

  private static void arrayDeque() {
    String deque = "java.util.ArrayDeque";
    add(deque, GLANCE, NOBODY, "getFirst", "getLast", "peekFirst", "peekLast");
    add(deque, READ, KEY, "contains");
    add(deque, WRITE, NOBODY, "addFirst", "addLast");
    add(deque, PUT_ALL, ANYBODY, "addAll");
    add(deque, CONDITIONAL, NOBODY, "pollFirst", "pollLast");
    add(deque, CONDITIONAL, ANYBODY, "removeFirstOccurrence", "removeLastOccurrence");
    add(deque, CONDITIONAL, ANYBODY, "removeIf", "removeAll", "retainAll");
    add(deque, CLEAR, NOBODY, "clear");
    add(deque, ITERATION, ANYBODY, "forEach", "writeObject");
    add(deque, ITERATION, NOBODY, "toArray");
    add(deque, CLONE, NOBODY, "clone");
    add(deque, DELEGATES, NOBODY, "add", "offer", "offerFirst", "offerLast", "push");
    add(deque, DELEGATES, NOBODY, "poll", "pop", "remove", "removeFirst", "removeLast");
    add(deque, DELEGATES, NOBODY, "peek", "element", "iterator", "descendingIterator");
    add(deque, DELEGATES, NOBODY, "spliterator");
    add(deque, UNWATCHED, NOBODY, "size", "isEmpty");
    String iterator = deque + "$DeqIterator";
    add(iterator, STEP, NOBODY, "next");
    add(iterator, ITERATION, ANYBODY, "forEachRemaining");
    add(iterator, CONDITIONAL, NOBODY, "remove");
    add(iterator, UNWATCHED, NOBODY, "hasNext");
    add(deque + "$DescendingIterator", STEP, NOBODY, "next");
    add(deque + "$DescendingIterator", ITERATION, ANYBODY, "forEachRemaining");
    ListRows.spliterator(deque + "$DeqSpliterator");
  }

  private static void priorityQueue() {
    String queue = "java.util.PriorityQueue";
    add(queue, GLANCE, NOBODY, "peek");
    add(queue, READ, KEY, "contains");
    add(queue, WRITE, ANYBODY, "offer");
    add(queue, CONDITIONAL, ANYBODY, "poll", "remove", "removeIf", "removeAll", "retainAll");
    add(queue, CLEAR, NOBODY, "clear");
    add(queue, ITERATION, ANYBODY, "forEach", "writeObject");
    add(queue, ITERATION, NOBODY, "toArray");
    add(queue, DELEGATES, NOBODY, "add", "iterator", "spliterator");
    add(queue, UNWATCHED, NOBODY, "size", "comparator");
    add(queue + "$Itr", STEP, NOBODY, "next");
    add(queue + "$Itr", CONDITIONAL, ANYBODY, "remove");
    add(queue + "$Itr", UNWATCHED, NOBODY, "hasNext");
    ListRows.spliterator(queue + "$PriorityQueueSpliterator");
  }
}
