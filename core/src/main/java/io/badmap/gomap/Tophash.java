package io.badmap.gomap;

/**
 * The eight tophash bytes of a bucket, packed into one long: slot 0 is the lowest byte.
 *
 * <p>All tests look at the eight bytes at once ("SIMD within a register"). {@link #matches} may
 * show a false slot above a true one, since a borrow runs upwards; that slot holds {@code top ^ 1},
 * which is never an empty mark for a live tophash, so comparing the key settles it. The other masks
 * are exact.
 */
final class Tophash {
  /** Empty, and so is everything behind it in the chain. */
  static final int EMPTY_REST = 0;

  /** Empty. */
  static final int EMPTY_ONE = 1;

  /** Moved to the lower half of the larger table. */
  static final int EVACUATED_X = 2;

  /** Moved to the upper half of the larger table. */
  static final int EVACUATED_Y = 3;

  /** Empty when its bucket was evacuated. */
  static final int EVACUATED_EMPTY = 4;

  /** The least tophash of a live entry. */
  static final int MIN = 5;

  /** A bucket whose eight slots were empty when it was evacuated. */
  static final long ALL_EVACUATED_EMPTY = 0x0404040404040404L;

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ALL_BUT_LOWEST = 0x7e7e7e7e7e7e7e7eL;

  /** The tophash of each top byte, in all eight slots. */
  private static final long[] SPREAD = new long[256];

  static {
    for (int i = 0; i < SPREAD.length; i++) SPREAD[i] = ONES * (i < MIN ? i + MIN : i);
  }

  private Tophash() {}

  /** The top byte of {@code hash}, moved out of the range of the marks. */
  static int of(int hash) {
    return (int) SPREAD[hash >>> 24] & 0xff;
  }

  /** The tophash of {@code hash}, in all eight slots. */
  static long spread(int hash) {
    return SPREAD[hash >>> 24];
  }

  /**
   * The high bit of each byte of {@code word} that equals the one of {@code spread}, and perhaps of
   * some above the first.
   */
  static long matches(long word, long spread) {
    long x = word ^ spread;
    return (x - ONES) & ~x & HIGH_BITS;
  }

  /** The high bit of each byte that is neither {@link #EMPTY_REST} nor {@link #EMPTY_ONE}. */
  static long filled(long word) {
    return (((word & LOW_BITS) + ALL_BUT_LOWEST) | word) & HIGH_BITS;
  }

  /** The high bit of each byte that is {@link #EMPTY_REST} or {@link #EMPTY_ONE}. */
  static long empties(long word) {
    return filled(word) ^ HIGH_BITS;
  }

  /** Whether the chain ends in this bucket: its last slot is {@link #EMPTY_REST}. */
  static boolean endsChain(long word) {
    return word >>> 56 == EMPTY_REST;
  }

  /** Whether the bucket was moved to the new table; all of its slots say so, or none. */
  static boolean evacuated(long word) {
    int first = (int) word & 0xff;
    return first > EMPTY_ONE && first < MIN;
  }

  /**
   * The marks of an evacuated bucket.
   *
   * @param filled the high bit of each slot's byte that held an entry
   * @param toY those of them that went to the upper half
   */
  static long marks(long filled, long toY) {
    // 4 ^ 6 is EVACUATED_X, and with the lowest bit set it is EVACUATED_Y.
    return ALL_EVACUATED_EMPTY ^ (filled >>> 7) * 6 ^ toY >>> 7;
  }

  static int get(long word, int slot) {
    return (int) (word >>> (slot << 3)) & 0xff;
  }

  static long with(long word, int slot, int top) {
    int shift = slot << 3;
    return (word & ~(0xffL << shift)) | ((long) top << shift);
  }

  static boolean isEmpty(int top) {
    return top <= EMPTY_ONE;
  }
}
