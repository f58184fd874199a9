package io.badmap.gomap;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The move of one old bucket's chain to the table that a growth has hung in: to the bucket of the
 * same number, x, or to the one half a table further, y.
 *
 * <p>Where every key is trusted, their hashes are asked for on the way. Otherwise {@link #plan} has
 * asked them all beforehand, since a key may throw or write to the map, and nothing has moved yet.
 */
final class Evacuation {
  /** The two words of a plan that one bucket of the chain takes. */
  private static final int WORDS = 2;

  private final GoMap<?, ?> map;
  final Buckets old;
  private final Buckets table;

  /** The bit of the hash that sends a key to y; 0 in a growth at the same size. */
  private final int splitBit;

  /**
   * The bucket that is being filled, of each half: indexed, since a branch would be a coin toss.
   */
  private final int[] bucket = new int[2];

  /** How many of its slots are in use. */
  private final int[] used = new int[2];

  /** Their tophash bytes. */
  private final long[] tops = new long[2];

  /** The marks of a chain's buckets, which are set when all of its entries are in place. */
  private long[] marks = new long[2];

  /** Whether a move has begun, and not come to its end. */
  private boolean moving;

  /** Whether a move has broken off: there may be something in buckets not moved to yet. */
  private boolean broken;

  /** For the growth that {@code map} begins, from {@code old} to {@code table}. */
  Evacuation(GoMap<?, ?> map, Buckets old, Buckets table) {
    this.map = map;
    this.old = old;
    this.table = table;
    splitBit = table.b == old.b ? 0 : old.size();
  }

  /**
   * Decides where each entry of an old bucket goes: for each bucket of its chain, the high bit of
   * each slot's byte in a first word if it goes to y, in a second one if it gets another tophash.
   * May call keys' hashCode; changes nothing.
   */
  long[] plan(int oldbucket) {
    boolean iterator = (map.lvWord() & GoMap.ITERATOR) != 0;
    long[] plan = new long[WORDS];
    int n = 0;
    for (int at = oldbucket; ; n += WORDS) {
      if (n == plan.length) plan = Arrays.copyOf(plan, n * 2);
      long t = old.top(at);
      for (long m = splitBit == 0 ? 0 : Tophash.filled(t); m != 0; m &= m - 1) {
        int slot = Long.numberOfTrailingZeros(m) >>> 3;
        Object key = old.pairs(at)[Buckets.index(at, slot)];
        boolean y;
        if (iterator && !Keys.reflexive(key)) {
          // The hash of a NaN is another one each time, but must not be for a range that is under
          // way: its tophash decides, and a new one is drawn for the next growth.
          y = (Tophash.get(t, slot) & 1) != 0;
          plan[n + 1] |= m & -m;
        } else {
          y = (map.hash(key) & splitBit) != 0;
        }
        if (y) plan[n] |= m & -m;
      }
      at = old.link(at);
      if (at == 0) return plan;
    }
  }

  /** Moves the entries of an old bucket as {@code plan} says, by their hashes without one. */
  void run(int oldbucket, long @Nullable [] plan) {
    // Left set by a move that met the end of the stack or of the memory.
    if (moving) broken = true;
    moving = true;
    if (broken) sweep(oldbucket);
    move(oldbucket, plan);
    moving = false;
  }

  /** Whether a move has broken off in this growth. */
  boolean isBroken() {
    return moving || broken;
  }

  /** Takes out what a move has left that broke off. */
  private void sweep(int oldbucket) {
    if (table.isTouched(oldbucket)) table.empty(oldbucket);
    int y = oldbucket + splitBit;
    if (splitBit != 0 && table.isTouched(y)) table.empty(y);
  }

  private void move(int oldbucket, long @Nullable [] plan) {
    old.touchTops(oldbucket);
    long t = old.top(oldbucket);
    boolean chained = old.link(oldbucket) != 0;
    if (t == 0 && !chained) {
      old.top(oldbucket, Tophash.ALL_EVACUATED_EMPTY);
      return;
    }
    table.touch(oldbucket);
    if (splitBit != 0) table.touch(oldbucket + splitBit);
    if (!chained && plan == null) {
      single(oldbucket, t);
      return;
    }
    begin(0, oldbucket);
    if (splitBit != 0) begin(1, oldbucket + splitBit);
    chain(oldbucket, plan);
    end(0);
    if (splitBit != 0) end(1);
    old.topsOfChain(oldbucket, marks);
    forget(oldbucket);
  }

  /** A bucket without overflow fits into the two empty ones whatever its keys say. */
  private void single(int oldbucket, long t) {
    long filled = Tophash.filled(t);
    @Nullable Object[] from = old.pairs(oldbucket);
    int base = Buckets.index(oldbucket, 0);
    long toY = splitBit == 0 ? 0 : toY(from, base, filled);
    table.top(oldbucket, copy(from, base, t, filled & ~toY, oldbucket));
    if (toY != 0) {
      int y = oldbucket + splitBit;
      table.top(y, copy(from, base, t, toY, y));
    }
    old.top(oldbucket, Tophash.marks(filled, toY));
    forget(oldbucket);
  }

  private void forget(int oldbucket) {
    if ((map.lvWord() & GoMap.OLD_ITERATOR) == 0) old.release(oldbucket);
  }

  /** Copies the chosen entries of a bucket to the first slots of another one; gives its tops. */
  private long copy(@Nullable Object[] from, int base, long t, long chosen, int bucket) {
    @Nullable Object[] to = table.pairs(bucket);
    int j = Buckets.index(bucket, 0);
    long tops = 0;
    int at = 0;
    for (long m = chosen; m != 0; m &= m - 1) {
      int shift = Long.numberOfTrailingZeros(m) & 0x38;
      tops |= (t >>> shift & 0xff) << at;
      at += 8;
      int i = base + (shift >>> 2);
      to[j] = from[i];
      to[j + 1] = from[i + 1];
      j += 2;
    }
    return tops;
  }

  private void begin(int half, int at) {
    bucket[half] = at;
    used[half] = 0;
    tops[half] = 0;
  }

  private void end(int half) {
    if (used[half] > 0) table.top(bucket[half], tops[half]);
  }

  private void chain(int oldbucket, long @Nullable [] plan) {
    int n = 0;
    for (int at = oldbucket; ; n += WORDS) {
      long t = old.top(at);
      long filled = Tophash.filled(t);
      @Nullable Object[] from = old.pairs(at);
      int base = Buckets.index(at, 0);
      long toY = plan != null ? plan[n] : splitBit == 0 ? 0 : toY(from, base, filled);
      long redrawn = plan != null ? plan[n + 1] : 0;
      for (long m = filled; m != 0; m &= m - 1) {
        int shift = Long.numberOfTrailingZeros(m) & 0x38;
        long top = (t >>> shift) & 0xff;
        if ((redrawn & m & -m) != 0) top = Tophash.of(map.mix(Seed.next(map.seed)));
        int i = base + (shift >>> 2);
        append((int) (toY >>> (shift + 7)) & 1, top, from[i], from[i + 1]);
      }
      if (n / WORDS == marks.length) marks = Arrays.copyOf(marks, marks.length * 2);
      marks[n / WORDS] = Tophash.marks(filled, toY);
      at = old.link(at);
      if (at == 0) return;
    }
  }

  /** The high bit of each slot's byte whose key goes to y: no branch, it would be a coin toss. */
  private long toY(@Nullable Object[] from, int base, long filled) {
    long toY = 0;
    for (long m = filled; m != 0; m &= m - 1) {
      int bit = Long.numberOfTrailingZeros(m);
      int hash = map.hash(from[base + ((bit & 0x38) >>> 2)]);
      toY |= (hash >>> old.b & 1L) << bit;
    }
    return toY;
  }

  private void append(int half, long top, @Nullable Object key, @Nullable Object value) {
    if (used[half] == Buckets.SLOTS) {
      table.top(bucket[half], tops[half]);
      // A move that broke off may have chained one there.
      int next = table.link(bucket[half]);
      bucket[half] = next != 0 ? next : map.newoverflow(bucket[half]);
      used[half] = 0;
      tops[half] = 0;
    }
    int slot = used[half]++;
    tops[half] |= top << (slot << 3);
    @Nullable Object[] to = table.pairs(bucket[half]);
    int i = Buckets.index(bucket[half], slot);
    to[i] = key;
    to[i + 1] = value;
  }
}
