package io.badmap.it.detection;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.Side;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;

/**
 * A {@code Hashtable} that is iterated without its lock, while a thread adds or removes. A {@code
 * put} is held where the table has grown and asks its new key for a hash code once more; what calls
 * nobody is raced, in {@link TableRace}. Prints a line for each, as {@link WaysInMain} does.
 */
public final class TableMain {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private TableMain() {}

  /** A write of a new key. */
  private interface Addition {
    void to(Table table, Object key);
  }

  /** A step that is prepared before anybody writes. */
  private interface Step {
    Way.Action on(Table table);
  }

  /** Grows where it is told to, without a lock. */
  private static final class Table extends Hashtable<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    /** So full that the next mapping makes it grow. */
    Table(int size) {
      super(size, 1);
      for (int i = 0; i < size; i++) {
        put("key" + i, i);
      }
    }

    void grow() {
      rehash();
    }
  }

  /** Holds its thread where it is hashed for the second time. */
  private static final class Twice {
    private final Gate gate;
    private int asked;

    Twice(Gate gate) {
      this.gate = gate;
    }

    @Override
    public int hashCode() {
      if (++asked == 2) {
        gate.pass();
      }
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Throwable {
    steps();
    writers();
    races();
  }

  private static void steps() throws Throwable {
    met("keySet", "next", table -> stepping(table.keySet().iterator()));
    met("values", "next", table -> stepping(table.values().iterator()));
    met("entrySet", "next", table -> stepping(table.entrySet().iterator()));
    met("keys", "nextElement", table -> stepping(table.keys()));
    met("elements", "nextElement", table -> stepping(table.elements()));
    met(
        "asIterator",
        "next",
        table -> {
          Iterator<Object> keys = table.keys().asIterator();
          return () -> keys.next();
        });
    met("loop", "next", table -> () -> loop(table));
    met(
        "forEachRemaining",
        null,
        table -> {
          Iterator<Object> rest = table.keySet().iterator();
          return () -> rest.forEachRemaining(key -> {});
        });
    met(
        "spliterator",
        "tryAdvance",
        table -> {
          Spliterator<Object> rest = table.keySet().spliterator();
          return () -> rest.tryAdvance(key -> {});
        });
    met("parallel stream", null, table -> () -> table.values().stream().parallel().toList());
    met("rehash", "rehash", Way.Meets.WRITE, table -> table::grow);
  }

  private static Way.Action stepping(Iterator<?> iterator) {
    iterator.next();
    return () -> iterator.next();
  }

  private static Way.Action stepping(Enumeration<?> enumeration) {
    enumeration.nextElement();
    return () -> enumeration.nextElement();
  }

  private static int loop(Table table) {
    int sum = 0;
    for (Object value : table.values()) {
      sum += value.hashCode();
    }
    return sum;
  }

  private static void writers() throws Throwable {
    writer("putIfAbsent", (table, key) -> table.putIfAbsent(key, 1));
    writer("putAll", (table, key) -> table.putAll(Collections.singletonMap(key, 1)));
    writer("merge", (table, key) -> table.merge(key, 1, (old, one) -> one));
    writer("compute", (table, key) -> table.compute(key, (same, none) -> 1));
    writer("computeIfAbsent", (table, key) -> table.computeIfAbsent(key, same -> 1));
  }

  private static void met(String name, String step, Step prepared) throws Throwable {
    met(name, step, Way.Meets.ITERATION, prepared);
  }

  private static void met(String name, String step, Way.Meets meets, Step prepared)
      throws Throwable {
    met(name, step, meets, prepared, "put", (table, key) -> table.put(key, 1));
  }

  private static void writer(String name, Addition addition) throws Throwable {
    Step step = table -> stepping(table.keySet().iterator());
    met("writer in " + name, "next", Way.Meets.ITERATION, step, name, addition);
  }

  /**
   * @param step the operation that the report must give; {@code null} for any
   */
  private static void met(
      String name, String step, Way.Meets meets, Step prepared, String writer, Addition addition)
      throws Throwable {
    long start = System.nanoTime();
    List<String> wrong;
    Throwable thrown;
    do {
      wrong = new ArrayList<>();
      thrown = once(prepared, addition, wrong);
    } while (WaysInMain.isHasty(thrown) && System.nanoTime() - start < LIMIT_NANOS);
    wrong.addAll(Told.byWriter(thrown, meets, writer, Effect.UNFINISHED));
    if (thrown instanceof MapMisuseError error) {
      Side first = error.report().first();
      if (step != null && !step.equals(first.operation())) {
        wrong.add("operation " + first.operation());
      }
      if (!error.report().mapClass().equals(Table.class.getName())) {
        wrong.add("class " + error.report().mapClass());
      }
    }
    WaysInMain.print("Hashtable, " + name, wrong);
  }

  private static Throwable once(Step prepared, Addition addition, List<String> wrong)
      throws Throwable {
    Table table = new Table(8);
    Way.Action action = prepared.on(table);
    Gate gate = new Gate();
    Twice key = new Twice(gate);
    Throwable thrown;
    try (HeldThread held = HeldThread.inside(gate, () -> addition.to(table, key))) {
      thrown = WaysInMain.thrownBy(action);
      Throwable other = held.letGo();
      if (other != null) {
        wrong.add("the writer was disturbed, " + other);
      }
    }
    if (!Words.atRest(table)) {
      wrong.add("the table bears a tag at rest, " + Integer.toHexString(Words.of(table)));
    }
    return thrown;
  }

  private static void races() throws Throwable {
    TableRace.run("remove", (table, key) -> table.remove(key));
    TableRace.run("remove of a pair", (table, key) -> table.remove(key, key));
    TableRace.run("keySet.remove", (table, key) -> table.keySet().remove(key));
    TableRace.run("entrySet.remove", (table, key) -> table.entrySet().remove(Map.entry(key, key)));
    TableRace.run(
        "computeIfPresent", (table, key) -> table.computeIfPresent(key, (same, old) -> null));
    TableRace.run("compute", (table, key) -> table.compute(key, (same, old) -> null));
    TableRace.run("merge", (table, key) -> table.merge(key, 1, (old, one) -> null));
    TableRace.run("clear", (table, key) -> table.clear());
    TableRace.run("iterator.remove", (table, key) -> removeFirst(table));
  }

  private static void removeFirst(Hashtable<Object, Object> table) {
    synchronized (table) {
      Iterator<Object> iterator = table.keySet().iterator();
      if (iterator.hasNext()) {
        iterator.next();
        iterator.remove();
      }
    }
  }
}
