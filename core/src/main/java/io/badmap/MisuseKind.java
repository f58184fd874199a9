package io.badmap;

/**
 * The kind of a misuse, with the words that Go's runtime prints for it.
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
  CLONE_AND_WRITE("concurrent map clone and map write");

  private final String message;

  MisuseKind(String message) {
    this.message = message;
  }

  /** Go's own words, as in {@code fatal error: concurrent map writes}. */
  public String message() {
    return message;
  }
}
