package io.badmap.gomap;

/**
 * The hash function that a {@code hash0} stands for.
 *
 * <p>The upper half of {@code code * a + b} modulo 2^64, with a and b drawn from the seed: strongly
 * universal for codes of 32 bits (Dietzfelbinger, "Universal hashing and k-wise independent random
 * variables via integer arithmetic without primes", 1996). The low bits choose the bucket, the top
 * byte is the tophash.
 */
public final class HashSeed {
  private final long multiplier;
  private final long addend;

  /** The function of {@code hash0}, as {@link GoMapStats#hash0} tells it. */
  public HashSeed(int hash0) {
    multiplier = multiplier(hash0);
    addend = addend(hash0);
  }

  static long multiplier(int hash0) {
    return Seed.mix(hash0 + 0x100000000L) | 1;
  }

  static long addend(int hash0) {
    return Seed.mix(hash0);
  }

  static int mix(int code, long multiplier, long addend) {
    return (int) ((code * multiplier + addend) >>> 32);
  }

  /** The 32-bit hash of a key with the hash code {@code code}. */
  public int hash(int code) {
    return mix(code, multiplier, addend);
  }

  /** The bucket of a key with the hash code {@code code} among 2^{@code b}. */
  public int bucket(int code, int b) {
    return hash(code) & ((1 << b) - 1);
  }

  /** The tophash of a key with the hash code {@code code}, 5 to 255. */
  public int tophash(int code) {
    return Tophash.of(hash(code));
  }
}
