package io.badmap.tools.trace;

/**
 * Something that happened inside a map, as it was recorded.
 *
 * @param start nanoseconds since 1970
 * @param nanos how long it took
 * @param kind {@code create}, {@code grow}, {@code grow_work}, {@code rehash}, {@code treeify}
 * @param thread its number
 * @param map its number
 * @param first old capacity; the bucket of a step or of a tree
 * @param second new capacity; the next bucket of a step; the length of a bin
 * @param third entries moved; old buckets of a step
 */
public record MarkSeen(
    long start, long nanos, String kind, int thread, int map, int first, int second, int third) {
  /** When it was over. */
  public long end() {
    return start + nanos;
  }

  /** What the numbers mean, for people. */
  public String text() {
    return switch (kind) {
      case "create" -> "capacity " + first;
      case "grow" -> first + " to " + second;
      case "rehash" -> first + " to " + second + (third > 0 ? ", " + third + " moved" : "");
      case "grow_work" -> "old bucket " + first + " of " + third + ", next " + second;
      default -> "bin " + first + " of length " + second;
    };
  }
}
