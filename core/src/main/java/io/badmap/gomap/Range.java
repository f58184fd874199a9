package io.badmap.gomap;

import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import org.jspecify.annotations.Nullable;

/**
 * {@code for k, v := range m}: a cursor over the entries of a map, from a random bucket and a
 * random slot on.
 *
 * <pre>{@code
 * for (Range<String, Integer> r = map.range(); r.next(); ) {
 *   System.out.println(r.key() + " " + r.value());
 * }
 * }</pre>
 *
 * <p>Safe while its own thread puts and deletes: each key comes at most once, unless it was deleted
 * and put back after it came; a key deleted before it came does not come; one put meanwhile may
 * come or not. The range keeps the table it began on alive.
 *
 * <p>Not thread-safe. Not fail-fast: it throws {@link MapMisuseError} only when another thread is
 * inside a write at the moment of a step.
 */
public final class Range<K, V> {
  private static final int NO_CHECK = -1;
  private static final int NONE = -1;

  private final GoMap<K, V> map;

  /** The table when the range began. */
  private final Buckets table;

  private final int startBucket;

  /** The slot of each bucket that the range begins with, as a rotation of tophash words. */
  private final int offset;

  /** The bucket that comes next. */
  private int bucket;

  private boolean wrapped;

  /** Where the range stands: {@link #table}, or the old table of a growth. */
  private Buckets here;

  /** The bucket of {@link #here}, or {@link #NONE} when the next one has to be chosen. */
  private int at = NONE;

  /** The slots of the bucket, rotated, that were not visited yet. */
  private long rest;

  /**
   * The bucket whose future entries alone are wanted from an old bucket that was not evacuated when
   * the range came to it; {@link #NO_CHECK} otherwise.
   */
  private int checkBucket = NO_CHECK;

  private boolean done;
  private @Nullable Object key;
  private @Nullable Object value;

  Range(GoMap<K, V> map) {
    this.map = map;
    table = map.buckets;
    here = table;
    if (map.count == 0) {
      done = true;
      startBucket = 0;
      offset = 0;
      return;
    }
    int random = Seed.next(map.seed);
    startBucket = random & (table.size() - 1);
    offset = random >>> 29;
    bucket = startBucket;
    map.checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
    map.casFlags(GoMap.ITERATOR | GoMap.OLD_ITERATOR);
  }

  /**
   * Goes to the next entry.
   *
   * @return false when there is none; {@link #key} and {@link #value} are then {@code null}
   * @throws MapMisuseError if another thread is writing
   */
  public boolean next() {
    return !done && mapiternext();
  }

  /** The key of the entry. */
  public @Nullable K key() {
    return GoMap.cast(key);
  }

  /** The value of the entry when the range came to it. */
  public @Nullable V value() {
    return GoMap.cast(value);
  }

  boolean mapiternext() {
    int w = map.lvWord();
    if ((w & GoMap.HASH_WRITING) != 0) map.checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
    for (; ; ) {
      if (at == NONE && !chooseBucket()) return false;
      long t = here.top(at);
      if (checkBucket != NO_CHECK || Tophash.evacuated(t)) {
        if (nextMoved()) return exit();
      } else {
        long m = Long.rotateRight(Tophash.filled(t), offset << 3) & rest;
        if (m != 0) {
          int bit = Long.numberOfTrailingZeros(m);
          rest = -2L << bit;
          @Nullable Object[] p = here.pairs(at);
          int i = Buckets.index(at, ((bit >>> 3) + offset) & (Buckets.SLOTS - 1));
          key = p[i];
          value = p[i + 1];
          if (map.lvWord() != w && map.changed(w)) throw brokenInto();
          return true;
        }
      }
      int next = here.link(at);
      at = next == 0 ? NONE : next;
      rest = -1;
    }
  }

  private boolean exit() {
    map.checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
    return true;
  }

  private MapMisuseError brokenInto() {
    return Fatal.atExit(map, MisuseKind.ITERATION_AND_WRITE);
  }

  /** Goes to the next main bucket; false at the end. */
  private boolean chooseBucket() {
    if (bucket == startBucket && wrapped) {
      done = true;
      key = null;
      value = null;
      return false;
    }
    here = table;
    at = bucket;
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
    bucket++;
    if (bucket == table.size()) {
      bucket = 0;
      wrapped = true;
    }
    rest = -1;
    return true;
  }

  /** The next entry of a bucket whose entries are elsewhere by now, or not all wanted here. */
  private boolean nextMoved() {
    while (rest != 0) {
      int i = Long.numberOfTrailingZeros(rest) >>> 3;
      rest = i == Buckets.SLOTS - 1 ? 0 : -1L << ((i + 1) << 3);
      int slot = (i + offset) & (Buckets.SLOTS - 1);
      int top = Tophash.get(here.top(at), slot);
      if (Tophash.isEmpty(top) || top == Tophash.EVACUATED_EMPTY) continue;
      int pair = Buckets.index(at, slot);
      Object k = here.pairs(at)[pair];
      if (checkBucket != NO_CHECK && !map.sameSizeGrow() && !wanted(k, top)) continue;
      boolean moved = top == Tophash.EVACUATED_X || top == Tophash.EVACUATED_Y;
      if (!moved || !Keys.reflexive(k)) {
        key = k;
        value = here.pairs(at)[pair + 1];
        return true;
      }
      if (lookUp(k)) return true;
    }
    return false;
  }

  /** Whether an entry of an old bucket will go to the bucket the range is at. */
  private boolean wanted(@Nullable Object k, int top) {
    if (Keys.reflexive(k)) {
      return ((int) map.hash(k) & (table.size() - 1)) == checkBucket;
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
      key = map.keyAt(found);
      value = map.valueAt(found);
      return true;
    }
    throw GoMap.restless(k);
  }
}
