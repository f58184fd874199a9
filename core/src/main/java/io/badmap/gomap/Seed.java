package io.badmap.gomap;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of a map: hash seeds, range starts, the hash of a NaN.
 *
 * <p>A map without a given seed draws from {@link ThreadLocalRandom}, so that two threads that only
 * read, and each begin a range, share nothing.
 */
final class Seed {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  Seed(long seed) {
    state = seed;
  }

  private int next() {
    state += GOLDEN;
    return (int) mix(state);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom numbers). */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  static int next(@Nullable Seed seed) {
    return seed == null ? ThreadLocalRandom.current().nextInt() : seed.next();
  }
}
