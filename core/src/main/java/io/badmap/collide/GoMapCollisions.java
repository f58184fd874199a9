package io.badmap.collide;

import io.badmap.gomap.HashSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Integer keys that meet in a GoMap of a given hash seed: in one bucket, under one tophash, or
 * both.
 *
 * <p>The hash of an int is the upper half of a product with an odd number plus another number, both
 * given by the seed (see {@link HashSeed}); the keys are found by trying ints in turn, 2^B (or 256)
 * of them for each on average.
 */
public final class GoMapCollisions {
  private final HashSeed seed;

  /** Collisions under {@code hash0}, as {@code GoMap.stats()} tells it. */
  public GoMapCollisions(int hash0) {
    seed = new HashSeed(hash0);
  }

  /**
   * {@code n} keys that belong to {@code bucket} of 2^{@code b}.
   *
   * @throws IllegalArgumentException if there is no such bucket, or not so many keys
   */
  public List<Integer> inBucket(int n, int b, int bucket) {
    if (b < 0 || b > 28 || bucket < 0 || bucket >= 1 << b) {
      throw new IllegalArgumentException("no bucket " + bucket + " of 2^" + b);
    }
    return find(n, key -> seed.bucket(key, b) == bucket);
  }

  /**
   * {@code n} keys whose tophash is {@code tophash}.
   *
   * @throws IllegalArgumentException if that is not 5 to 255
   */
  public List<Integer> withTophash(int n, int tophash) {
    if (tophash < 5 || tophash > 255) throw new IllegalArgumentException("tophash " + tophash);
    return find(n, key -> seed.tophash(key) == tophash);
  }

  /** {@code n} keys of one bucket and one tophash; throws what the two above throw. */
  public List<Integer> inBucketWithTophash(int n, int b, int bucket, int tophash) {
    if (tophash < 5 || tophash > 255) throw new IllegalArgumentException("tophash " + tophash);
    if (b < 0 || b > 20 || bucket < 0 || bucket >= 1 << b) {
      throw new IllegalArgumentException("no bucket " + bucket + " of 2^" + b + ", 20 at most");
    }
    return find(n, key -> seed.bucket(key, b) == bucket && seed.tophash(key) == tophash);
  }

  private static List<Integer> find(int n, IntPredicate fits) {
    List<Integer> keys = new ArrayList<>(n);
    for (long key = 0; keys.size() < n; key++) {
      if (key > 0xffffffffL) throw new IllegalArgumentException("only " + keys.size() + " keys");
      if (fits.test((int) key)) keys.add((int) key);
    }
    return keys;
  }
}
