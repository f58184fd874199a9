package io.badmap.collide;

import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keys that drive a bin of {@link HashMap} to a tree and back.
 *
 * <p>HashMap turns a bin into a tree when it gets its ninth entry and the table has at least 64
 * bins (TREEIFY_THRESHOLD, MIN_TREEIFY_CAPACITY); in a smaller table it doubles the table instead.
 * A split that leaves six entries or fewer makes it a list again (UNTREEIFY_THRESHOLD).
 *
 * @param together keys of one bin while the table has 64 bins, in two halves of six that the next
 *     doubling separates: twelve entries are a tree, six are a list
 * @param filler keys of other bins: with {@code together} they bring the table of 64 bins to its
 *     threshold of 48 entries
 * @param doubling one more key: its put doubles the table and undoes the tree
 */
public record Treeifying(List<Integer> together, List<Integer> filler, Integer doubling) {
  private static final int TABLE = 64;
  private static final int HALF = 6;
  private static final int THRESHOLD = 48;

  /** The keys for {@code new HashMap<>(64)}. */
  public static Treeifying keys() {
    List<Integer> together = IntStream.range(0, 2 * HALF).map(i -> i * TABLE).boxed().toList();
    List<Integer> filler = IntStream.range(1, THRESHOLD - 2 * HALF + 1).boxed().toList();
    return new Treeifying(together, filler, THRESHOLD);
  }
}
