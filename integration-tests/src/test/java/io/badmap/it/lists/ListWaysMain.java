package io.badmap.it.lists;

import io.badmap.MapMisuseError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes each way into a list or queue again and again while another thread writes, until the two
 * have met. Prints {@code ok CLASS.METHOD: KIND} or {@code WRONG CLASS.METHOD: why}.
 */
public final class ListWaysMain {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final int LENGTH = 64;

  private ListWaysMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws InterruptedException {
    boolean sequenced = Runtime.version().feature() >= 21;
    arrayList();
    arrayListWrites();
    subList();
    linkedList();
    arrayDeque();
    priorityQueue();
    if (sequenced) {
      SequencedListWays.all();
    }
  }

  private static void arrayList() throws InterruptedException {
    list("get", list -> list.get(0));
    list("indexOf", list -> list.indexOf("none"));
    list("lastIndexOf", list -> list.lastIndexOf("none"));
    list("forEach", list -> list.forEach(each -> {}));
    list("equals", list -> list.equals(List.of("a")));
    list("hashCode", List::hashCode);
    list("toArray", List::toArray);
    list("clone", ArrayList::clone);
    list("writeObject", ListWaysMain::written);
    list("next", list -> list.iterator().next());
    list("forEachRemaining", list -> list.iterator().forEachRemaining(each -> {}));
    list("previous", list -> list.listIterator(1).previous());
    list("tryAdvance", list -> list.spliterator().tryAdvance(each -> {}));
    list("forEachRemaining", list -> list.spliterator().forEachRemaining(each -> {}));
  }

  private static void arrayListWrites() throws InterruptedException {
    list("add", list -> list.add("b"));
    list("add", list -> list.add(0, "b"));
    list("set", list -> list.set(0, "b"));
    list("addAll", list -> list.addAll(List.of("b")));
    list("addAll", list -> list.addAll(0, List.of("b")));
    list("remove", list -> list.remove(0));
    list("remove", list -> list.remove("a"));
    list("removeAll", list -> list.removeAll(List.of("a")));
    list("retainAll", list -> list.retainAll(List.of("b")));
    list("removeIf", list -> list.removeIf("a"::equals));
    list("replaceAll", list -> list.replaceAll(each -> "b"));
    list("sort", list -> list.sort(null));
    list("clear", list -> list.subList(0, 2).clear());
    list("ensureCapacity", list -> list.ensureCapacity(100_000 + list.size()));
    list("clear", List::clear);
  }

  private static void subList() throws InterruptedException {
    sub("get", list -> list.get(0));
    sub("set", list -> list.set(0, "b"));
    sub("indexOf", list -> list.indexOf("none"));
    sub("toArray", List::toArray);
    sub("hashCode", List::hashCode);
    sub("replaceAll", list -> list.replaceAll(each -> "b"));
    sub("removeIf", list -> list.removeIf("a"::equals));
    sub("next", list -> list.iterator().next());
    sub("previous", list -> list.listIterator(1).previous());
    sub("tryAdvance", list -> list.spliterator().tryAdvance(each -> {}));
  }

  private static void linkedList() throws InterruptedException {
    linked("get", list -> list.get(0));
    linked("getFirst", LinkedList::getFirst);
    linked("peek", LinkedList::peek);
    linked("indexOf", list -> list.indexOf("none"));
    linked("add", list -> list.add("b"));
    linked("addFirst", list -> list.addFirst("b"));
    linked("set", list -> list.set(0, "b"));
    linked("addAll", list -> list.addAll(List.of("b")));
    linked("remove", list -> list.remove("a"));
    linked("remove", LinkedList::remove);
    linked("poll", LinkedList::poll);
    linked("pollLast", LinkedList::pollLast);
    linked("removeLastOccurrence", list -> list.removeLastOccurrence("a"));
    linked("clear", LinkedList::clear);
    linked("toArray", LinkedList::toArray);
    linked("clone", LinkedList::clone);
    linked("next", list -> list.iterator().next());
    linked("next", list -> list.descendingIterator().next());
    linked("remove", list -> removeFirst(list.iterator()));
    linked("set", list -> setFirst(list.listIterator()));
    linked("tryAdvance", list -> list.spliterator().tryAdvance(each -> {}));
  }

  private static void arrayDeque() throws InterruptedException {
    deque("peekFirst", Deque::peek);
    deque("contains", deque -> deque.contains("none"));
    deque("addLast", deque -> deque.offer("b"));
    deque("addFirst", deque -> deque.push("b"));
    deque("pollFirst", Deque::poll);
    deque("pollLast", Deque::pollLast);
    deque("remove", deque -> deque.remove("a"));
    deque("removeIf", deque -> deque.removeIf("a"::equals));
    deque("clear", Deque::clear);
    deque("forEach", deque -> deque.forEach(each -> {}));
    deque("toArray", Deque::toArray);
    deque("clone", ArrayDeque::clone);
    deque("next", deque -> deque.iterator().next());
    deque("next", deque -> deque.descendingIterator().next());
    deque("remove", deque -> removeFirst(deque.iterator()));
  }

  private static void priorityQueue() throws InterruptedException {
    queue("peek", PriorityQueue::peek);
    queue("contains", queue -> queue.contains("none"));
    queue("add", queue -> queue.add("b"));
    queue("poll", PriorityQueue::poll);
    queue("remove", queue -> queue.remove("a"));
    queue("removeIf", queue -> queue.removeIf("a"::equals));
    queue("clear", PriorityQueue::clear);
    queue("forEach", queue -> queue.forEach(each -> {}));
    queue("toArray", PriorityQueue::toArray);
    queue("next", queue -> queue.iterator().next());
  }

  private static void removeFirst(Iterator<?> iterator) {
    iterator.next();
    iterator.remove();
  }

  private static void setFirst(ListIterator<String> iterator) {
    iterator.next();
    iterator.set("b");
  }

  private static void written(Object list) {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void list(String operation, Consumer<ArrayList<String>> use) throws InterruptedException {
    race(operation, ArrayList<String>::new, use);
  }

  private static void sub(String operation, Consumer<List<String>> use)
      throws InterruptedException {
    race(operation, ArrayList<String>::new, list -> use.accept(list.subList(0, 2)));
  }

  static void linked(String operation, Consumer<LinkedList<String>> use)
      throws InterruptedException {
    race(operation, LinkedList<String>::new, use);
  }

  private static void deque(String operation, Consumer<ArrayDeque<String>> use)
      throws InterruptedException {
    race(operation, ArrayDeque<String>::new, use);
  }

  private static void queue(String operation, Consumer<PriorityQueue<String>> use)
      throws InterruptedException {
    race(operation, PriorityQueue<String>::new, use);
  }

  /** A new collection for each turn: a race that nobody met may have damaged the last one. */
  private static <C extends Collection<String>> void race(
      String operation, Supplier<C> maker, Consumer<C> use) throws InterruptedException {
    long start = System.nanoTime();
    String name = maker.get().getClass().getSimpleName() + "." + operation;
    while (System.nanoTime() - start < LIMIT_NANOS) {
      MapMisuseError error = turn(maker.get(), operation, use);
      if (error != null) {
        System.out.println("ok " + name + ": " + error.report().kind().message());
        return;
      }
    }
    System.out.println("WRONG " + name + ": not met");
  }

  private static <C extends Collection<String>> MapMisuseError turn(
      C shared, String operation, Consumer<C> use) throws InterruptedException {
    for (int i = 0; i < LENGTH; i++) {
      shared.add("a");
    }
    Writer writer = new Writer(shared);
    writer.start();
    MapMisuseError met = null;
    for (int i = 0; i < 5_000 && met == null && writer.error == null; i++) {
      met = thrownBy(use, shared);
    }
    writer.over = true;
    writer.join();
    for (MapMisuseError error : new MapMisuseError[] {met, writer.error}) {
      if (error != null && tells(error, operation)) {
        return error;
      }
    }
    return null;
  }

  /** What else a race throws is what the agent is there for. */
  private static <C> MapMisuseError thrownBy(Consumer<C> use, C shared) {
    try {
      use.accept(shared);
      return null;
    } catch (MapMisuseError e) {
      return e;
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static boolean tells(MapMisuseError error, String operation) {
    return operation.equals(error.report().first().operation())
        || operation.equals(error.report().second().operation());
  }

  /** Adds and removes all the time, at a length that stays about the same. */
  private static final class Writer extends Thread {
    private final Collection<String> shared;
    volatile boolean over;
    volatile MapMisuseError error;

    Writer(Collection<String> shared) {
      super("writer");
      this.shared = shared;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!over && error == null) {
        error = thrownBy(Writer::write, shared);
      }
    }

    private static void write(Collection<String> shared) {
      shared.add("a");
      if (shared.size() > LENGTH) {
        shared.remove("a");
      }
    }
  }
}
