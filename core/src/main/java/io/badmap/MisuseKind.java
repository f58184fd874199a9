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
  CORRUPTED("corrupted map");

  private final String message;

  MisuseKind(String message) {
    this.message = message;
  }

  /** What follows {@code fatal error: }, Go's own words where Go has such a kind. */
  public String message() {
    return message;
  }
}
