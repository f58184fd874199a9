package io.badmap.it.lists;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Uses lists and queues correctly, by one thread and by several, short and longer than a tag may
 * stand in. Prints what each came to, and what stands in each word at the end.
 */
public final class CorrectListsMain {
  /** One more than the greatest size that leaves room for a tag. */
  private static final int LARGE = 1 << 20;

  private CorrectListsMain() {}

  /** Runs all; needs {@code java.util} opened. */
  public static void main(String[] arguments) throws Exception {
    for (int round = 0; round < 200; round++) {
      boolean told = round == 199;
      for (List<Integer> list : List.of(new ArrayList<Integer>(), new LinkedList<Integer>())) {
        tell(told, list(list));
      }
      tell(told, queue(new ArrayDeque<>()));
      tell(told, queue(new PriorityQueue<>()));
      tell(told, queue(new LinkedList<>()));
    }
    large();
    for (Supplier<Collection<Integer>> maker :
        List.<Supplier<Collection<Integer>>>of(
            ArrayList::new, LinkedList::new, ArrayDeque::new, PriorityQueue::new)) {
      shared(maker.get());
      nothingChanged(maker.get());
    }
    System.out.println("end");
  }

  private static void tell(boolean told, Object what) throws ReflectiveOperationException {
    if (told) {
      System.out.println(what.getClass().getSimpleName() + " " + what + " " + words(what));
    }
  }

  /** Whatever the JDK left in the fields that are numbers: a tag would be told. */
  private static List<Object> words(Object collection) throws ReflectiveOperationException {
    List<Object> words = new ArrayList<>();
    for (String name : List.of("size", "head", "tail")) {
      for (Field field : collection.getClass().getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          words.add(name + "=" + field.get(collection));
        }
      }
    }
    return words;
  }

  private static List<Integer> list(List<Integer> list) throws Exception {
    for (int i = 0; i < 100; i++) {
      list.add(i);
    }
    list.set(5, 7);
    list.remove(5);
    list.remove((Object) 99);
    list.removeIf(each -> each % 2 == 0);
    list.removeAll(Set.of(1, 3));
    list.retainAll(new HashSet<>(list));
    list.addAll(List.of(5, 6));
    list.addAll(0, List.of(1));
    list.addAll(List.of());
    list.addAll(list);
    list.sort(null);
    list.sort(Comparator.reverseOrder());
    list.replaceAll(each -> each + 1);
    for (Iterator<Integer> each = list.iterator(); each.hasNext(); ) {
      if (each.next() % 3 == 0) {
        each.remove();
      }
    }
    ListIterator<Integer> both = list.listIterator(2);
    both.next();
    both.set(9);
    both.add(8);
    both.previous();
    both.remove();
    part(list.subList(1, 8));
    check(new ArrayList<>(list).equals(new LinkedList<>(list)), "copies differ");
    check(copy(list).equals(list), "another one was read back");
    fastFailing(list);
    return list;
  }

  private static void part(List<Integer> part) {
    part.set(0, 3);
    part.add(part.get(0));
    part.remove(0);
    part.sort(null);
    part.replaceAll(each -> each);
    part.subList(1, 2).clear();
    part.subList(1, 1).clear();
    part.removeIf(each -> each == 4);
    part.removeAll(List.of(77));
    part.forEach(each -> check(each != null, "a null"));
    check(part.stream().mapToInt(each -> each).sum() > 0, "an empty stream");
  }

  private static void fastFailing(List<Integer> list) {
    boolean failed = false;
    try {
      for (Integer each : list) {
        list.add(each);
      }
    } catch (ConcurrentModificationException e) {
      failed = true;
      list.remove(list.size() - 1);
    }
    check(failed, "an iteration went on after an add");
    try {
      list.get(-1);
      check(false, "there is no such index");
    } catch (IndexOutOfBoundsException e) {
      check(list.size() > 0, "emptied");
    }
  }

  private static Queue<Integer> queue(Queue<Integer> queue) throws Exception {
    for (int i = 0; i < 100; i++) {
      queue.offer(i);
    }
    check(queue.peek() == 0 && queue.poll() == 0, "another head");
    queue.remove(5);
    queue.removeIf(each -> each > 90);
    queue.removeIf(each -> false);
    queue.removeAll(Set.of(7, 8));
    queue.retainAll(new HashSet<>(queue));
    for (Iterator<Integer> each = queue.iterator(); each.hasNext(); ) {
      if (each.next() % 3 == 0) {
        each.remove();
      }
    }
    queue.addAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    queue.addAll(List.of());
    check(copy(queue).size() == queue.size(), "another one was read back");
    if (queue instanceof Deque<Integer> deque) {
      deque.push(deque.pop());
      deque.addFirst(deque.removeLast());
      deque.removeLastOccurrence(3);
      deque.addAll(new ArrayList<>(deque));
      deque.descendingIterator().next();
    }
    return queue;
  }

  @SuppressWarnings("unchecked")
  private static <C> C copy(C collection) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(collection);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (C) in.readObject();
    }
  }

  /** Over the limit and back, one by one and at once, and at the sizes that look like marks. */
  private static void large() throws ReflectiveOperationException {
    ArrayList<Integer> list = new ArrayList<>(Collections.nCopies(LARGE - 3, 1));
    for (int i = 0; i < 6; i++) {
      list.add(2);
      check(list.get(list.size() - 1) == 2, "not added");
    }
    for (int i = 0; i < 6; i++) {
      list.remove(list.size() - 1);
    }
    for (int marks = 2; marks <= 3; marks++) {
      list.addAll(Collections.nCopies(marks * LARGE - list.size(), 3));
      list.set(0, 4);
      list.removeIf(each -> each == 5);
      list.sort(null);
      list.remove(list.size() - 1);
      list.add(3);
      check(list.size() == marks * LARGE, "size " + list.size());
    }
    list.subList(10, list.size()).clear();
    System.out.println(list + " " + words(list));
    ArrayDeque<Integer> deque = new ArrayDeque<>(Collections.nCopies(LARGE + 5, 1));
    for (int i = 0; i < 3 * LARGE; i++) {
      deque.add(deque.poll());
    }
    deque.removeIf(each -> true);
    System.out.println(deque + " " + words(deque).size());
  }

  private static void shared(Collection<Integer> collection) throws InterruptedException {
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  synchronized (collection) {
                    collection.add(i);
                    collection.contains(i);
                    collection.remove(i);
                  }
                }
              });
    }
    run(threads);
    System.out.println(collection);
  }

  /**
   * Whatever changes nothing may be shared without a lock, and so may reads. A PriorityQueue counts
   * a removeIf of nothing as a change, and throws for it without an agent too.
   */
  private static void nothingChanged(Collection<Integer> collection) throws InterruptedException {
    Collection<Integer> empty = collection instanceof List ? new ArrayList<>() : new ArrayDeque<>();
    collection.addAll(List.of(1, 2, 3));
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  collection.remove(9);
                  if (!(collection instanceof PriorityQueue)) {
                    collection.removeIf(each -> each == 9);
                    collection.removeAll(List.of(9));
                  }
                  collection.contains(2);
                  collection.forEach(each -> check(each < 4, "a new element"));
                  collection.iterator().next();
                  empty.clear();
                  if (empty instanceof Deque<?> deque) {
                    deque.poll();
                  }
                }
              });
    }
    run(threads);
    System.out.println(collection);
  }

  private static void run(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }
}
