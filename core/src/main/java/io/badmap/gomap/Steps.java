package io.badmap.gomap;

import io.badmap.MisuseKind;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The iteration over a map, Go's hiter: main buckets in a circle from a random one on, each with
 * its overflow chain, and in each bucket the slots in a circle from a random one on.
 *
 * <p>A step takes the next bit of what it knows of the bucket, and looks at the word of the map
 * before it is done. Where that is not what the last step left, it takes nothing back but begins
 * anew and looks at everything again, as Go does at each step: the table may have grown, and the
 * bucket may have been evacuated or emptied.
 */
abstract class Steps<K, V> {
  private static final int NO_CHECK = -1;
  private static final int NONE = -1;

  /** A word that no map has at rest. */
  private static final int NEVER = GoMap.HASH_WRITING;

  final GoMap<K, V> map;

  /** The table when the iteration began. */
  private final Buckets table;

  /** The slot of each bucket to begin with, times 8: a rotation of tophash words. */
  private final int rotation;

  /** The main bucket that comes next. */
  private int bucket;

  /** The main buckets that have not come yet. */
  private int left;

  /** Where the iteration stands: {@link #table}, or the old table of a growth. */
  private Buckets here;

  /** The bucket of {@link #here}, or {@link #NONE} when the next one has to be chosen. */
  private int at = NONE;

  /** The bit of the slot that came last, in the rotated word; -1 before the first. */
  private int taken = -1;

  /**
   * The bucket whose future entries alone are wanted from an old bucket that was not evacuated when
   * the iteration came to it; {@link #NO_CHECK} otherwise.
   */
  private int checkBucket = NO_CHECK;

  /** The word at which {@link #live} holds; {@link #NEVER} when each step has to look. */
  private int seen = NEVER;

  /** The high bit of each byte, rotated, whose slot is filled and has not come yet. */
  private long live;

  /** The keys and values of the bucket; of an entry that was moved, those of where it is now. */
  private @Nullable Object[] pairs = {};

  /** Where the bucket begins in {@link #pairs}. */
  private int base;

  /** Where the key of the entry last come to lies in {@link #pairs}, until the map changes. */
  private int entry;

  private @Nullable Object key;

  /** Whether the chain may go on behind the bucket. */
  private boolean more;

  private boolean done;

  Steps(GoMap<K, V> map) {
    this.map = map;
    table = map.buckets;
    here = table;
    if (map.count == 0) {
      rotation = 0;
      done = true;
      return;
    }
    map.mapiterinit();
    int random = Seed.next(map.seed);
    bucket = random & (table.size() - 1);
    rotation = random >>> 29 << 3;
    left = table.size();
  }

  /** Goes to the next entry; false at the end. */
  final boolean mapiternext() {
    long m = live;
    if (m == 0) return stepToNextBucket();
    int bit = Long.numberOfTrailingZeros(m);
    int i = base + (((bit + rotation) & 0x38) >>> 2);
    Object k = pairs[i];
    VarHandle.acquireFence();
    if (map.word != seen) return stepAnew();
    live = m & (m - 1);
    taken = bit;
    entry = i;
    key = k;
    return true;
  }

  private boolean stepToNextBucket() {
    VarHandle.acquireFence();
    if (map.word != seen) return stepAnew();
    do {
      if (!advance()) return false;
    } while (live == 0);
    return mapiternext();
  }

  /** The key of the entry the last step came to. */
  final @Nullable Object keyHere() {
    return key;
  }

  /** The value of the entry the last step came to; to be asked before the map changes. */
  final @Nullable Object valueHere() {
    return pairs[entry + 1];
  }

  /** Goes to the next bucket of a table that is in use and not growing. */
  private boolean advance() {
    int next = more ? table.link(at) : 0;
    if (next == 0) {
      if (left == 0) return end();
      left--;
      next = bucket;
      bucket = (next + 1) & (table.size() - 1);
    }
    at = next;
    taken = -1;
    load();
    return true;
  }

  private void load() {
    long t = table.top(at);
    more = !Tophash.endsChain(t);
    live = Long.rotateRight(Tophash.filled(t), rotation) & slotsLeft();
    pairs = table.pairs(at);
    base = Buckets.index(at, 0);
  }

  private boolean end() {
    done = true;
    live = 0;
    seen = NEVER;
    return false;
  }

  /** A step after the map has changed, or in a table that is being left. */
  private boolean stepAnew() {
    if (done) return false;
    map.checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
    int w = map.word;
    seen = NEVER;
    live = 0;
    if (at == NONE && !chooseBucket()) return end();
    boolean plain = table == map.buckets && map.oldbuckets == null && checkBucket == NO_CHECK;
    if (!plain || here != table || (w & GoMap.HASH_WRITING) != 0) return stepThrough();
    load();
    seen = w;
    return mapiternext();
  }

  /** The slots that have not come yet. */
  private long slotsLeft() {
    return taken < 0 ? -1L : -2L << taken;
  }

  /** A step that trusts nothing from the one before. */
  private boolean stepThrough() {
    for (; ; ) {
      if (at == NONE && !chooseBucket()) return end();
      if (nextSlot()) {
        map.checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
        key = pairs[entry];
        return true;
      }
      int next = here.link(at);
      at = next == 0 ? NONE : next;
      taken = -1;
    }
  }

  /** Goes to the next main bucket; false at the end. */
  private boolean chooseBucket() {
    if (left == 0) return false;
    left--;
    here = table;
    at = bucket;
    taken = -1;
    checkBucket = NO_CHECK;
    Buckets old = map.oldbuckets;
    if (old != null && table.b == map.buckets.b) {
      // Begun in mid-growth: what was not moved here yet is still in the old bucket.
      int oldbucket = bucket & (old.size() - 1);
      if (!Tophash.evacuated(old.top(oldbucket))) {
        here = old;
        at = oldbucket;
        checkBucket = bucket;
      }
    }
    bucket = (bucket + 1) & (table.size() - 1);
    return true;
  }

  /** The next entry of a bucket whose entries may be elsewhere by now, or not all wanted here. */
  private boolean nextSlot() {
    for (int i = (taken + 1) >>> 3; i < Buckets.SLOTS; i++) {
      taken = (i << 3) + 7;
      int slot = (i + (rotation >>> 3)) & (Buckets.SLOTS - 1);
      int top = Tophash.get(here.top(at), slot);
      if (Tophash.isEmpty(top) || top == Tophash.EVACUATED_EMPTY) continue;
      int pair = Buckets.index(at, slot);
      Object k = here.pairs(at)[pair];
      if (checkBucket != NO_CHECK && !map.sameSizeGrow() && !wanted(k, top)) continue;
      boolean moved = top == Tophash.EVACUATED_X || top == Tophash.EVACUATED_Y;
      if (!moved || !Keys.reflexive(k)) {
        pairs = here.pairs(at);
        entry = pair;
        return true;
      }
      if (lookUp(k)) return true;
    }
    return false;
  }

  /** Whether an entry of an old bucket will go to the bucket the iteration is at. */
  private boolean wanted(@Nullable Object k, int top) {
    if (Keys.reflexive(k)) {
      return (map.hash(k) & (table.size() - 1)) == checkBucket;
    }
    // As the evacuation decides for keys that do not equal themselves.
    return checkBucket >>> (table.b - 1) == (top & 1);
  }

  /** Takes the entry of a moved key from where it is now; it may have gone or been overwritten. */
  private boolean lookUp(@Nullable Object k) {
    for (int i = 0; i < GoMap.MAX_RESTARTS; i++) {
      if (map.count == 0) return false;
      int writes = map.writes();
      long found = map.find(k, map.hash(k));
      if (map.writes() != writes) continue;
      if (found < 0) return false;
      pairs = map.pairsOf(found);
      entry = Buckets.index((int) (found >>> 4), (int) found & 7);
      return true;
    }
    throw GoMap.restless(k);
  }
}
