package io.badmap.gomap;

/**
 * The hash function that a {@code hash0} stands for.
 *
 * <p>A hash code is put under a mask and multiplied by an odd number, both drawn from the seed
 * (multiply-shift hashing, after Dietzfelbinger); the upper half of the product is folded into the
 * lower one. The low bits choose the bucket, the top byte is the tophash.
 */
public final class HashSeed {
  private final long mask;
  private final long multiplier;

  /** The function of {@code hash0}, as {@link GoMapStats#hash0} tells it. */
  public HashSeed(int hash0) {
    mask = mask(hash0);
    multiplier = multiplier(hash0);
  }

  static long mask(int hash0) {
    return Seed.mix(hash0);
  }

  static long multiplier(int hash0) {
    return Seed.mix(hash0 + 0x100000000L) | 1;
  }

  static long mix(int code, long mask, long multiplier) {
    long product = (code ^ mask) * multiplier;
    return product ^ (product >>> 32);
  }

  /** The 64-bit hash of a key with the hash code {@code code}. */
  public long hash(int code) {
    return mix(code, mask, multiplier);
  }

  /** The bucket of a key with the hash code {@code code} among 2^{@code b}. */
  public int bucket(int code, int b) {
    return (int) hash(code) & ((1 << b) - 1);
  }

  /** The tophash of a key with the hash code {@code code}, 5 to 255. */
  public int tophash(int code) {
    return Tophash.of(hash(code));
  }
}
