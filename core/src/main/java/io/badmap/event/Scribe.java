package io.badmap.event;

import org.jspecify.annotations.Nullable;

/** What recording keeps for a thread. */
final class Scribe {
  /** The identity hash of the map that is about to be called. */
  int calledMap;

  /** The number of the line that calls it; 0 for none. */
  int callingSite;

  /** The line that uses the map that was asked for last, where it is known. */
  @Nullable Site from;

  private static final int MAX_DEPTH = 8;

  private static final ThreadLocal<Scribe> MINE = new Own();

  /** Whether the recording itself is at work: what it does to maps is not recorded. */
  boolean busy;

  /** The operation that may yet be told the hash of its key. */
  @Nullable OperationEvent current;

  /**
   * An operation begins. One that was left by an exception stays in the way of those around it:
   * after a few of these none is known any more.
   */
  void begin(OperationEvent event) {
    OperationEvent around = current;
    if (around != null && around.depth < MAX_DEPTH) {
      event.outer = around;
      event.depth = around.depth + 1;
    }
    current = event;
  }

  void end(OperationEvent event) {
    current = event.outer;
    event.outer = null;
  }

  /**
   * The line that has left its number for an operation of the map with this identity hash code;
   * {@code null} for none.
   */
  @Nullable Site caller(int map) {
    int site = callingSite;
    if (site == 0) {
      return null;
    }
    callingSite = 0;
    return calledMap == map ? Sites.registered(site) : null;
  }

  private Scribe(boolean silent) {
    busy = silent;
  }

  static Scribe mine() {
    return MINE.get();
  }

  private static final class Own extends ThreadLocal<Scribe> {
    /** The threads of the flight recorder and of the agent are never recorded. */
    @Override
    protected Scribe initialValue() {
      String name = Thread.currentThread().getName();
      return new Scribe(name.startsWith("JFR ") || name.startsWith("badmap-"));
    }
  }
}
