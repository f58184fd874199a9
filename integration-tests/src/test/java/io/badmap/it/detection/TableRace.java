package io.badmap.it.detection;

import io.badmap.MapMisuseError;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Hashtable;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A thread removes from a {@code Hashtable} what another one enumerates without its lock, table
 * after table, until a step has met the one who removes, whom only a tag tells. The enumerations
 * are made before, since to make one takes the lock, and they do not fail when the table has
 * changed.
 */
final class TableRace {
  private static final String WRITER = "writer";
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final int MAPPINGS = 500;
  private static final int ENUMERATIONS = 50;

  /** One removal. */
  interface Removal {
    void from(Hashtable<Object, Object> table, Object key);
  }

  private static final class Round {
    private final Hashtable<Object, Object> table = new Hashtable<>();
    private final List<Enumeration<Object>> enumerations = new ArrayList<>();
    private volatile boolean taken;

    Round() {
      for (int i = 0; i < MAPPINGS; i++) {
        table.put(i, i);
      }
      for (int i = 0; i < ENUMERATIONS; i++) {
        enumerations.add(i % 2 == 0 ? table.keys() : table.elements());
      }
    }
  }

  private final Removal removal;
  private final long start = System.nanoTime();
  private volatile Round round = new Round();
  private volatile boolean met;
  private volatile Throwable thrown;

  private TableRace(Removal removal) {
    this.removal = removal;
  }

  static void run(String name, Removal removal) throws Throwable {
    TableRace race = new TableRace(removal);
    Thread writer = new Thread(race::write, WRITER);
    writer.setDaemon(true);
    writer.start();
    race.read();
    writer.join();
    WaysInMain.print("Hashtable, raced, " + name, race.wrong());
  }

  private boolean isOver() {
    return met || thrown != null || System.nanoTime() - start > LIMIT_NANOS;
  }

  private void write() {
    while (!isOver()) {
      Round next = new Round();
      round = next;
      while (!next.taken && !isOver()) {
        Thread.onSpinWait();
      }
      try {
        for (int i = 0; i < MAPPINGS; i++) {
          removal.from(next.table, i);
        }
      } catch (Throwable e) {
        thrown = e;
      }
    }
  }

  private void read() {
    while (!isOver()) {
      Round next = round;
      if (next.taken) {
        Thread.onSpinWait();
        continue;
      }
      next.taken = true;
      for (Enumeration<Object> enumeration : next.enumerations) {
        enumerate(enumeration);
      }
    }
  }

  private void enumerate(Enumeration<Object> enumeration) {
    try {
      while (true) {
        enumeration.nextElement();
      }
    } catch (NoSuchElementException e) {
      // The end.
    } catch (MapMisuseError e) {
      met |= isMeant(e);
    } catch (Throwable e) {
      thrown = e;
    }
  }

  /** Else the other side is unknown; by the time that it is looked at it may have gone on. */
  private boolean isMeant(MapMisuseError error) {
    return error.getMessage().startsWith(Way.Meets.ITERATION.words)
        && WRITER.equals(error.report().second().threadName());
  }

  private List<String> wrong() throws ReflectiveOperationException {
    List<String> wrong = new ArrayList<>();
    if (thrown != null) {
      wrong.add("thrown " + thrown);
    } else if (!met) {
      wrong.add("never met");
    }
    if (!Words.atRest(round.table)) {
      wrong.add("the table bears a tag at rest");
    }
    return wrong;
  }
}
