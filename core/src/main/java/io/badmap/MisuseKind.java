package io.badmap;

/**
 * The kind of a misuse, with the words that Go's runtime prints for it, and those of badmap for
 * what Go does not look for.
 *
 * @see <a href="https://github.com/golang/go/blob/go1.23.5/src/runtime/map.go">runtime/map.go</a>
 */
public enum MisuseKind {
  /** Two writes at once. */
  WRITES("concurrent map writes"),
  /** A read and a write at once. */
  READ_AND_WRITE("concurrent map read and map write"),
  /** A step of an iteration and a write at once. */
  ITERATION_AND_WRITE("concurrent map iteration and map write"),
  /** A clone and a write at once. */
  CLONE_AND_WRITE("concurrent map clone and map write"),
  /**
   * A thread put a value on the strength of what it had looked up, and another one had changed it
   * in between. The map itself is sound; an update is lost.
   */
  CHECK_THEN_ACT("non-atomic check-then-act"),
  /**
   * A mapping function of a {@code ConcurrentHashMap} updates the map that called it, which the map
   * refuses with an {@code IllegalStateException}.
   */
  RECURSIVE_UPDATE("recursive update of a ConcurrentHashMap"),
  /** A map that earlier writes have damaged, found by a walk that would not end. Not Go's words. */
  CORRUPTED("corrupted map"),
  /**
   * As {@link #WRITES}, of a list. Go does not watch lists: this and what follows are our words.
   */
  LIST_WRITES("concurrent list writes"),
  /** As {@link #READ_AND_WRITE}, of a list. */
  LIST_READ_AND_WRITE("concurrent list read and list write"),
  /** As {@link #ITERATION_AND_WRITE}, of a list. */
  LIST_ITERATION_AND_WRITE("concurrent list iteration and list write"),
  /** As {@link #CLONE_AND_WRITE}, of a list. */
  LIST_CLONE_AND_WRITE("concurrent list clone and list write"),
  /** As {@link #WRITES}, of a queue. */
  QUEUE_WRITES("concurrent queue writes"),
  /** As {@link #READ_AND_WRITE}, of a queue. */
  QUEUE_READ_AND_WRITE("concurrent queue read and queue write"),
  /** As {@link #ITERATION_AND_WRITE}, of a queue. */
  QUEUE_ITERATION_AND_WRITE("concurrent queue iteration and queue write"),
  /** As {@link #CLONE_AND_WRITE}, of a queue. */
  QUEUE_CLONE_AND_WRITE("concurrent queue clone and queue write");

  private final String message;

  MisuseKind(String message) {
    this.message = message;
  }

  /** What it happened to: {@code map}, {@code list} or {@code queue}. */
  public String subject() {
    return name().startsWith("LIST_") ? "list" : name().startsWith("QUEUE_") ? "queue" : "map";
  }

  /** What follows {@code fatal error: }, Go's own words where Go has such a kind. */
  public String message() {
    return message;
  }
}
