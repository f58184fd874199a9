package io.badmap.gomap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one size of the table, with their overflow buckets.
 *
 * <p>A bucket is a number. Its tophash bytes are one long, its eight keys and values sixteen
 * neighbouring references, key before value, and the number of its overflow bucket an int, 0 for
 * none. The three live in parallel segments, which come into being when something is first put
 * there: no operation ever allocates and clears a whole large table at once, and none of its arrays
 * is "humongous" for G1. Overflow buckets have numbers behind those of the main ones, and segments
 * of their own that grow by doubling.
 *
 * <p>A segment of tophash words is indexed by the bucket's number under its own length, so that
 * {@link #UNTOUCHED}, which is one empty bucket long, stands for any that was never written.
 *
 * <p>Not thread-safe; owned by one map, and kept alive by the ranges that began on it.
 */
final class Buckets {
  static final int SLOTS = 8;

  /** 64 kB of references: small beside a pause, large beside a header. */
  static final int SEGMENT_SHIFT = 10;

  static final int SEGMENT = 1 << SEGMENT_SHIFT;
  static final int SEGMENT_MASK = SEGMENT - 1;

  /** 256 kB of tophash words, so that a table of 200,000 entries has them in one array. */
  static final int TOPS_SHIFT = 15;

  private static final int TOPS = 1 << TOPS_SHIFT;

  /** Stands for tophash words that were never written: every bucket there is empty. */
  static final long[] UNTOUCHED = new long[1];

  private static final Object[] NO_PAIRS = {};

  private static final int[] NO_LINKS = {};

  /** log2 of the number of main buckets. */
  final int b;

  /** The tophash words of the main buckets. */
  final long[][] tops;

  /** The tophash words of the overflow buckets, in segments of {@link #SEGMENT}. */
  private long[][] overflowTops = {};

  @Nullable Object[][] pairs;
  private int[][] links;

  /** The number of overflow buckets made. */
  int overflow;

  Buckets(int b) {
    this.b = b;
    tops = new long[segments(b, TOPS_SHIFT)][];
    pairs = new Object[segments(b, SEGMENT_SHIFT)][];
    links = new int[pairs.length][];
    Arrays.fill(links, NO_LINKS);
    Arrays.fill(tops, UNTOUCHED);
    Arrays.fill(pairs, NO_PAIRS);
  }

  private static int segments(int b, int shift) {
    return b <= shift ? 1 : 1 << (b - shift);
  }

  /** The number of main buckets. */
  int size() {
    return 1 << b;
  }

  long top(int bucket) {
    if (bucket < size()) {
      long[] segment = tops[bucket >>> TOPS_SHIFT];
      return segment[bucket & (segment.length - 1)];
    }
    int n = bucket - firstOverflow();
    return overflowTops[n >>> SEGMENT_SHIFT][n & SEGMENT_MASK];
  }

  /** Sets the tophash bytes of a bucket whose segment was touched. */
  void top(int bucket, long word) {
    segment(bucket)[at(bucket)] = word;
  }

  /** The tophash words among which a bucket's is. */
  long[] segment(int bucket) {
    if (bucket < size()) return tops[bucket >>> TOPS_SHIFT];
    return overflowTops[(bucket - firstOverflow()) >>> SEGMENT_SHIFT];
  }

  /** Where a bucket's tophash word lies in {@link #segment}, if that was touched. */
  int at(int bucket) {
    return bucket & (bucket < size() ? TOPS - 1 : SEGMENT_MASK);
  }

  /** Sets the tophash bytes of all buckets of a chain, or of none if the stack ends. */
  void topsOfChain(int head, long[] words) {
    int first = firstOverflow();
    int at = head;
    for (int n = 0; ; n++) {
      if (at < first) {
        tops[at >>> TOPS_SHIFT][at & (TOPS - 1)] = words[n];
      } else {
        overflowTops[(at - first) >>> SEGMENT_SHIFT][at & SEGMENT_MASK] = words[n];
      }
      int[] next = links[at >>> SEGMENT_SHIFT];
      if (next.length == 0 || next[at & SEGMENT_MASK] == 0) return;
      at = next[at & SEGMENT_MASK];
    }
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

  /** Makes the segments of a main bucket, if nothing was written there yet. */
  void touch(int bucket) {
    int s = bucket >>> SEGMENT_SHIFT;
    @Nullable Object[] p = pairs[s];
    if (p == NO_PAIRS) p = new Object[Math.min(size(), SEGMENT) * 2 * SLOTS];
    touchTops(bucket);
    pairs[s] = p;
  }

  /** Makes the tophash words alone: for a bucket that is only left to be marked as evacuated. */
  void touchTops(int bucket) {
    int s = bucket >>> TOPS_SHIFT;
    if (tops[s] == UNTOUCHED) tops[s] = new long[Math.min(size(), TOPS)];
  }

  /** Whether keys and values can be stored in a main bucket. */
  boolean isTouched(int bucket) {
    return pairs[bucket >>> SEGMENT_SHIFT] != NO_PAIRS;
  }

  private int firstOverflow() {
    return Math.max(size(), SEGMENT);
  }

  /** The number of the overflow bucket that {@link #addOverflow} makes next. */
  int nextOverflow() {
    return firstOverflow() + overflow;
  }

  /** Makes an empty overflow bucket behind {@code tail} and gives its number. */
  int addOverflow(int tail) {
    touchLinks(tail);
    int bucket = nextOverflow();
    int s = bucket >>> SEGMENT_SHIFT;
    if (s >= pairs.length) addOverflowSegment(s);
    int o = overflow >>> SEGMENT_SHIFT;
    if ((overflow & SEGMENT_MASK) >= overflowTops[o].length) enlarge(s, o);
    links[tail >>> SEGMENT_SHIFT][tail & SEGMENT_MASK] = bucket;
    overflow++;
    return bucket;
  }

  private void addOverflowSegment(int s) {
    // As many as Go makes ahead for a table of this size, at least one.
    int buckets = Math.min(SEGMENT, Math.max(1, size() >>> 4));
    int length = s + Math.max(1, s >>> 4);
    int o = overflow >>> SEGMENT_SHIFT;
    long[][] newTops = Arrays.copyOf(overflowTops, o + length - s);
    @Nullable Object[][] newPairs = Arrays.copyOf(pairs, length);
    int[][] newLinks = Arrays.copyOf(links, length);
    for (int i = s; i < length; i++) {
      int n = i == s ? buckets : 0;
      newTops[o + i - s] = new long[n];
      newPairs[i] = new Object[n * 2 * SLOTS];
      newLinks[i] = NO_LINKS;
    }
    overflowTops = newTops;
    pairs = newPairs;
    links = newLinks;
  }

  private void enlarge(int s, int o) {
    int buckets = Math.max(1, Math.min(SEGMENT, overflowTops[o].length * 2));
    long[] newTops = Arrays.copyOf(overflowTops[o], buckets);
    @Nullable Object[] newPairs = Arrays.copyOf(pairs[s], buckets * 2 * SLOTS);
    int[] newLinks = links[s].length == 0 ? NO_LINKS : Arrays.copyOf(links[s], buckets);
    overflowTops[o] = newTops;
    pairs[s] = newPairs;
    links[s] = newLinks;
  }

  private void touchLinks(int tail) {
    int s = tail >>> SEGMENT_SHIFT;
    if (links[s].length == 0) links[s] = new int[pairs[s].length / (2 * SLOTS)];
  }

  /** Forgets keys and values of a chain; its tophash marks stay. */
  void release(int bucket) {
    for (int at = bucket; ; ) {
      int from = index(at, 0);
      @Nullable Object[] p = pairs(at);
      if (p.length > 0) Arrays.fill(p, from, from + 2 * SLOTS, null);
      at = link(at);
      if (at == 0) return;
    }
  }

  /** Empties a chain, which keeps its overflow buckets. */
  void empty(int head) {
    for (int at = head; ; ) {
      top(at, 0);
      at = link(at);
      if (at == 0) break;
    }
    release(head);
  }

  /** Empties every bucket, so that a range that stands here ends. */
  void markEmpty() {
    for (long[] segment : tops) {
      if (segment != UNTOUCHED) Arrays.fill(segment, 0);
    }
    for (long[] segment : overflowTops) Arrays.fill(segment, 0);
  }

  /** The bytes of all arrays, by the sizes of 64-bit HotSpot with compressed references. */
  long bytes() {
    long sum = 40 + array(tops.length, 4) + 2 * array(pairs.length, 4);
    for (long[] segment : tops) {
      if (segment != UNTOUCHED) sum += array(segment.length, 8);
    }
    if (overflowTops.length > 0) sum += array(overflowTops.length, 4);
    for (long[] segment : overflowTops) sum += array(segment.length, 8);
    for (int s = 0; s < pairs.length; s++) {
      if (pairs[s] != NO_PAIRS) sum += array(pairs[s].length, 4);
      if (links[s].length > 0) sum += array(links[s].length, 4);
    }
    return sum;
  }

  private static long array(int length, int width) {
    return (16L + (long) length * width + 7) & ~7L;
  }
}
