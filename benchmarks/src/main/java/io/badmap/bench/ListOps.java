package io.badmap.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Lists and queues that one thread owns. The concurrent rivals are {@code CopyOnWriteArrayList},
 * {@code ConcurrentLinkedDeque} and {@code PriorityBlockingQueue}; those with a lock are {@code
 * Collections.synchronizedList} and {@code LinkedBlockingDeque}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ListOps {
  /** A full list and a full queue of each class. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init")
  public static class Owned {
    @Param Flavor flavor;
    @Param KeyKind keys;

    @Param("1000")
    int size;

    List<Object> list;
    Deque<Object> linked;
    Deque<Object> ring;
    Queue<Object> heap;
    Object[] stored;
    int next;

    /** Fills them. */
    @Setup(Level.Trial)
    public void fill() {
      stored = keys.keys(0, size);
      list = list();
      linked = flavor == Flavor.UNSYNCHRONIZED ? new LinkedList<>() : deque();
      ring = deque();
      heap =
          flavor == Flavor.UNSYNCHRONIZED ? new PriorityQueue<>() : new PriorityBlockingQueue<>();
      for (Object element : stored) {
        list.add(element);
        linked.add(element);
        ring.add(element);
        heap.add(element);
      }
    }

    List<Object> list() {
      return switch (flavor) {
        case UNSYNCHRONIZED -> new ArrayList<>();
        case CONCURRENT -> new CopyOnWriteArrayList<>();
        case SYNCHRONIZED -> Collections.synchronizedList(new ArrayList<>());
      };
    }

    private Deque<Object> deque() {
      return switch (flavor) {
        case UNSYNCHRONIZED -> new ArrayDeque<>();
        case CONCURRENT -> new ConcurrentLinkedDeque<>();
        case SYNCHRONIZED -> new LinkedBlockingDeque<>();
      };
    }

    int index() {
      next = next + 1 < size ? next + 1 : 0;
      return next;
    }
  }

  @Benchmark
  public Object listGet(Owned owned) {
    return owned.list.get(owned.index());
  }

  @Benchmark
  public Object listSet(Owned owned) {
    int index = owned.index();
    return owned.list.set(index, owned.stored[index]);
  }

  @Benchmark
  public Object listAddRemove(Owned owned) {
    owned.list.add(owned.stored[owned.index()]);
    return owned.list.remove(owned.list.size() - 1);
  }

  @Benchmark
  public boolean listContains(Owned owned) {
    return owned.list.contains(owned.stored[owned.index()]);
  }

  @Benchmark
  public void listIterate(Owned owned, Blackhole hole) {
    for (Object element : owned.list) {
      hole.consume(element);
    }
  }

  @Benchmark
  public void listLoop(Owned owned, Blackhole hole) {
    List<Object> list = owned.list;
    for (int i = 0; i < list.size(); i++) {
      hole.consume(list.get(i));
    }
  }

  @Benchmark
  public void listForEach(Owned owned, Blackhole hole) {
    owned.list.forEach(hole::consume);
  }

  @Benchmark
  public Object freshList(Owned owned) {
    List<Object> list = owned.list();
    for (int i = 0; i < 5; i++) {
      list.add(owned.stored[i]);
    }
    Object last = owned.stored;
    for (int i = 0; i < 5; i++) {
      last = list.get(i) == last ? list : list.get(i);
    }
    return last;
  }

  @Benchmark
  public @Nullable Object linkedOfferPoll(Owned owned) {
    owned.linked.offer(owned.stored[owned.index()]);
    return owned.linked.poll();
  }

  @Benchmark
  public @Nullable Object dequeOfferPoll(Owned owned) {
    owned.ring.offer(owned.stored[owned.index()]);
    return owned.ring.poll();
  }

  @Benchmark
  public Object dequePushPop(Owned owned) {
    owned.ring.push(owned.stored[owned.index()]);
    return owned.ring.pop();
  }

  @Benchmark
  public @Nullable Object queueOfferPoll(Owned owned) {
    owned.heap.offer(owned.stored[owned.index()]);
    return owned.heap.poll();
  }
}
