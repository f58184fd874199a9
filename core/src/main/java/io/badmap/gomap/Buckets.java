package io.badmap.gomap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one size of the table, with their overflow buckets.
 *
 * <p>A bucket is a number. Its tophash bytes are one long, its eight keys and values sixteen
 * neighbouring references, key before value, and the number of its overflow bucket an int, 0 for
 * none. The three live in parallel segments of {@link #SEGMENT} buckets, which come into being when
 * something is first put there: no operation ever allocates and clears a whole large table at once,
 * and none of its arrays is "humongous" for G1. Overflow buckets have the numbers behind the main
 * ones, in segments of their own that grow by doubling.
 *
 * <p>Not thread-safe; owned by one map, and kept alive by the ranges that began on it.
 */
final class Buckets {
  static final int SLOTS = 8;

  /** 64 kB of references and 8 kB of tophash words: small beside a pause, large beside a header. */
  static final int SEGMENT_SHIFT = 10;

  static final int SEGMENT = 1 << SEGMENT_SHIFT;
  static final int SEGMENT_MASK = SEGMENT - 1;

  /** Stands for a segment that was never written: every bucket in it is empty. */
  static final long[] UNTOUCHED = new long[SEGMENT];

  private static final Object[] NO_PAIRS = {};

  private static final int[] NO_LINKS = {};

  /** log2 of the number of main buckets. */
  final int b;

  long[][] tops;
  @Nullable Object[][] pairs;
  int[][] links;

  /** The number of overflow buckets made. */
  int overflow;

  Buckets(int b) {
    this.b = b;
    int segments = b <= SEGMENT_SHIFT ? 1 : 1 << (b - SEGMENT_SHIFT);
    tops = new long[segments][];
    pairs = new Object[segments][];
    links = new int[segments][];
    Arrays.fill(links, NO_LINKS);
    Arrays.fill(tops, UNTOUCHED);
    Arrays.fill(pairs, NO_PAIRS);
  }

  /** The number of main buckets. */
  int size() {
    return 1 << b;
  }

  long top(int bucket) {
    return tops[bucket >>> SEGMENT_SHIFT][bucket & SEGMENT_MASK];
  }

  /** Sets the tophash bytes of a bucket whose segment was touched. */
  void top(int bucket, long word) {
    tops[bucket >>> SEGMENT_SHIFT][bucket & SEGMENT_MASK] = word;
  }

  @Nullable Object[] pairs(int bucket) {
    return pairs[bucket >>> SEGMENT_SHIFT];
  }

  /** Where the key of a slot lies in {@link #pairs(int)}; its value lies behind it. */
  static int index(int bucket, int slot) {
    return ((bucket & SEGMENT_MASK) << 4) + (slot << 1);
  }

  /** The overflow bucket of {@code bucket}, 0 for none. */
  int link(int bucket) {
    int[] segment = links[bucket >>> SEGMENT_SHIFT];
    return segment.length == 0 ? 0 : segment[bucket & SEGMENT_MASK];
  }

  /** Makes the segment of a main bucket, if nothing was written there yet. */
  void touch(int bucket) {
    int s = bucket >>> SEGMENT_SHIFT;
    if (tops[s] != UNTOUCHED) return;
    int buckets = Math.min(size(), SEGMENT);
    @Nullable Object[] pairsOfSegment = new Object[buckets * 2 * SLOTS];
    tops[s] = new long[buckets];
    pairs[s] = pairsOfSegment;
  }

  /** Makes the marks of a segment that is only left to be evacuated. */
  void touchTops(int bucket) {
    int s = bucket >>> SEGMENT_SHIFT;
    if (tops[s] == UNTOUCHED) tops[s] = new long[Math.min(size(), SEGMENT)];
  }

  /** The number of the overflow bucket that {@link #addOverflow} makes next. */
  int nextOverflow() {
    return Math.max(size(), SEGMENT) + overflow;
  }

  /** Makes an empty overflow bucket behind {@code tail} and gives its number. */
  int addOverflow(int tail) {
    int bucket = nextOverflow();
    int s = bucket >>> SEGMENT_SHIFT;
    if (s >= tops.length) addOverflowSegment(s);
    if ((bucket & SEGMENT_MASK) >= tops[s].length) enlarge(s);
    setLink(tail, bucket);
    overflow++;
    return bucket;
  }

  private void addOverflowSegment(int s) {
    // As many as Go makes ahead for a table of this size, at least one.
    int buckets = Math.min(SEGMENT, Math.max(1, size() >>> 4));
    int length = s + Math.max(1, s >>> 4);
    long[][] newTops = Arrays.copyOf(tops, length);
    @Nullable Object[][] newPairs = Arrays.copyOf(pairs, length);
    int[][] newLinks = Arrays.copyOf(links, length);
    for (int i = s; i < length; i++) {
      newLinks[i] = NO_LINKS;
      newTops[i] = new long[i == s ? buckets : 0];
      newPairs[i] = new Object[newTops[i].length * 2 * SLOTS];
    }
    tops = newTops;
    pairs = newPairs;
    links = newLinks;
  }

  private void enlarge(int s) {
    int buckets = Math.max(1, Math.min(SEGMENT, tops[s].length * 2));
    long[] newTops = Arrays.copyOf(tops[s], buckets);
    @Nullable Object[] newPairs = Arrays.copyOf(pairs[s], buckets * 2 * SLOTS);
    int[] newLinks = links[s].length == 0 ? NO_LINKS : Arrays.copyOf(links[s], buckets);
    tops[s] = newTops;
    pairs[s] = newPairs;
    links[s] = newLinks;
  }

  private void setLink(int tail, int bucket) {
    int s = tail >>> SEGMENT_SHIFT;
    int[] segment = links[s];
    if (segment.length == 0) {
      segment = new int[tops[s].length];
      links[s] = segment;
    }
    segment[tail & SEGMENT_MASK] = bucket;
  }

  /** Forgets keys, values and overflow buckets of a chain; its tophash marks stay. */
  void release(int bucket) {
    for (int at = bucket; ; ) {
      int from = index(at, 0);
      Object[] p = pairs(at);
      if (p.length > 0) Arrays.fill(p, from, from + 2 * SLOTS, null);
      int next = link(at);
      if (next == 0) return;
      at = next;
    }
  }

  /** Empties every bucket, so that a range that stands here ends. */
  void markEmpty() {
    for (long[] segment : tops) {
      if (segment != UNTOUCHED) Arrays.fill(segment, 0);
    }
  }

  /** The bytes of all arrays, by the sizes of 64-bit HotSpot with compressed references. */
  long bytes() {
    long sum = 32 + 3 * array(tops.length, 4);
    for (int s = 0; s < tops.length; s++) {
      if (tops[s] != UNTOUCHED) sum += array(tops[s].length, 8) + array(pairs[s].length, 4);
      int[] segment = links[s];
      if (segment.length > 0) sum += array(segment.length, 4);
    }
    return sum;
  }

  private static long array(int length, int width) {
    return (16L + (long) length * width + 7) & ~7L;
  }
}
