package io.badmap.gomap;

import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import io.badmap.guard.FirstUse;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Go's classic map: a hash table of buckets of eight, which grows a little with every write and
 * refuses concurrent misuse on its own.
 *
 * <p>Made by {@link #make()}, {@link #make(long)} or {@link #nil()}. {@link #assign}, {@link
 * #access}, {@link #access2}, {@link #delete}, {@link #len}, {@link #range}, {@link #clear} and
 * {@link #copy} are Go's operations; {@link Map} is there on top of them for everyday use. Where
 * the two contracts disagree, Go's wins:
 *
 * <ul>
 *   <li>An overwrite keeps the new key.
 *   <li>{@code NaN} never equals a key, {@code +0.0} equals {@code -0.0}, also inside records. An
 *       entry under {@code NaN} cannot be looked up, removed or overwritten, not by an iterator
 *       either; {@link #clear} removes it.
 *   <li>Arrays, collections, maps and functions cannot be keys: every operation throws {@link
 *       GoPanic}, a look-up too.
 *   <li>Iterators may be used while their own thread changes the map: each key comes at most once,
 *       a removed one not at all. Their order is another one each time.
 *   <li>A nil map is empty, and a put into it throws {@link GoPanic}.
 * </ul>
 *
 * Map's contract wins in what Go has no word for: {@link #put} and {@link #remove} give the former
 * value, {@link #equals} and {@link #hashCode} are those of a Map.
 *
 * <p>Null keys and values are allowed, like nil interfaces.
 *
 * <h2>Threads</h2>
 *
 * Not thread-safe, and it says so: an operation that meets a write of another thread throws {@link
 * MapMisuseError} with Go's message. Reads by any number of threads are in order. The check is no
 * lock and no atomic operation, and therefore finds most but not all misuse, as in Go; beyond Go, a
 * read looks again at its end, and a write that began and ended inside it is found as well.
 *
 * @param <K> the keys
 * @param <V> the values
 */
/*
 * Implementation notes.
 *
 * The table is Go's (runtime/map.go up to 1.23): 2^B buckets of eight slots with a byte of each
 * hash, the tophash, before them; a bucket that overflows gets another one chained behind it. The
 * low bits of the hash choose the bucket, the top byte is the tophash. Of the bytes below five two
 * say "empty" (EMPTY_REST: nothing behind me either) and three "evacuated". Where a thing has a
 * name in Go's runtime it has it here; where Java differs, it is for speed or for callbacks:
 *
 * Layout. See Buckets. A hit reads one long with eight tophash bytes and one pair of neighbouring
 * references: no node between. Since the last byte is EMPTY_REST in most buckets, a miss reads the
 * long alone.
 *
 * Growth. With 13/2 entries a bucket on average the table doubles, with as many overflow buckets as
 * buckets it is rewritten at its size. hashGrow only hangs a new, untouched table in; every write
 * then evacuates the bucket it is about to use and one more. No write does work in proportion to
 * the size of the map, apart from the directory of segments, 1/4096 of the table.
 *
 * The hash is a product of hashCode with a number drawn from hash0, see HashSeed. hashCode is not
 * stored: evacuation asks the key again, as Go does.
 *
 * The word of flags is Hmap's. A write sets HASH_WRITING after hashing and expects to find it at its
 * end; a read expects the whole word unchanged but for the iterator flags.
 *
 * Callbacks. Keys of the classes that Keys.Kind calls TRUSTED run no user code in equals and
 * hashCode, and only their writes are done here. All others go through CarefulWrite, which stands
 * a key that throws or uses this map in the middle of a put.
 *
 * The end of the stack. Any call may throw StackOverflowError, one that does nothing too, and so may
 * each that its handler makes. What has to change together is therefore stored with no call in
 * between, and a handler takes the flag back, by plain stores, before it calls anything. The put that
 * threw may have been done. The move of a bucket is too long for that: if it breaks off, the old
 * bucket still holds all, and Evacuation begins again. What remains: if clear breaks off, a range
 * that is under way may still give entries that are no longer there.
 */
public final class GoMap<K, V> extends Hmap<K, V> {
  /** A look-up that a key's equals disturbs this often is given up. */
  static final int MAX_RESTARTS = 100;

  static {
    Parts.load();
    FirstUse.of(GoMap.class);
  }

  /** What {@link #mapaccess} gives for a key that is not there. */
  static final Object ABSENT = new Object();

  /** The class of keys last met that has no special equality. */
  private @Nullable Class<?> plain;

  /** The class of keys last met that is {@link Keys.Kind#TRUSTED}. */
  private @Nullable Class<?> trusted;

  private GoMap(int b, boolean nil, @Nullable Seed seed) {
    super(b, nil, seed);
  }

  /** An empty map. */
  public static <K, V> GoMap<K, V> make() {
    return new GoMap<>(0, false, null);
  }

  /**
   * An empty map with room for {@code hint} entries; a hint below zero or beyond the greatest int
   * counts as 0, as in Go. Memory is taken when it is first written to.
   */
  public static <K, V> GoMap<K, V> make(long hint) {
    return new GoMap<>(bFor(hint), false, null);
  }

  /** A map like {@link #make(long)} whose hash seeds and range orders follow from {@code seed}. */
  public static <K, V> GoMap<K, V> seeded(long hint, long seed) {
    return new GoMap<>(bFor(hint), false, new Seed(seed));
  }

  /** The nil map: empty for every operation but a put, which throws {@link GoPanic}. */
  public static <K, V> GoMap<K, V> nil() {
    return new GoMap<>(0, true, null);
  }

  // ---------------------------------------------------------------- Go's operations

  /**
   * {@code m[key] = value}.
   *
   * @throws GoPanic if this is the nil map or the key is unhashable
   * @throws MapMisuseError if another thread is writing
   */
  public void assign(K key, V value) {
    mapassign(key, value);
  }

  /**
   * {@code m[key]}: the value, or {@code null}, which stands for Go's zero value.
   *
   * @throws GoPanic if the key is unhashable
   * @throws MapMisuseError if another thread is writing
   */
  public @Nullable V access(@Nullable Object key) {
    return cast(mapaccess(key, null));
  }

  /** {@code v, ok := m[key]}; throws what {@link #access} throws. */
  public Lookup<V> access2(@Nullable Object key) {
    Object value = mapaccess(key, ABSENT);
    return value == ABSENT ? new Lookup<>(null, false) : new Lookup<>(cast(value), true);
  }

  /**
   * {@code m[key] op= x}: one write, as in {@code m[key]++}. The operator gets the value, or {@code
   * null} where there is none, and runs outside the guarded window.
   *
   * @throws GoPanic if this is the nil map or the key is unhashable
   * @throws MapMisuseError if another thread is writing
   */
  public void update(K key, UnaryOperator<@Nullable V> op) {
    if (nil) throw GoPanic.nilMap();
    checkNoWriter(MisuseKind.WRITES);
    V value = access(key);
    mapassign(key, op.apply(value));
  }

  /**
   * {@code delete(m, key)}.
   *
   * @throws GoPanic if the key is unhashable
   * @throws MapMisuseError if another thread is writing
   */
  public void delete(@Nullable Object key) {
    mapdelete(key);
  }

  /** {@code len(m)}; never checked. */
  public int len() {
    return count;
  }

  /**
   * {@code for k, v := range m}: a cursor over the entries from a random start.
   *
   * @throws MapMisuseError now and at each step, if another thread is writing
   */
  public Range<K, V> range() {
    return new Range<>(this);
  }

  /**
   * {@code maps.Clone(m)}: a map of the same entries and hash seed, as large as its count needs.
   * The copy of the nil map is nil.
   *
   * @throws MapMisuseError if another thread is writing
   */
  public GoMap<K, V> copy() {
    if (nil) return nil();
    GoMap<K, V> copy = new GoMap<>(bFor(count), false, seed == null ? null : new Seed(hash0));
    return Cloning.fill(this, copy);
  }

  /**
   * {@code clear(m)}. The table keeps its size.
   *
   * @throws MapMisuseError if another thread is writing
   */
  @Override
  public void clear() {
    if (count == 0) return;
    int w = lvWord();
    boolean nested = isNested(w, MisuseKind.WRITES);
    Buckets left = buckets;
    Buckets leftOld = oldbuckets;
    Buckets fresh = new Buckets(left.b);
    try {
      soWord(w | HASH_WRITING);
      install(fresh, null);
      count = 0;
      careful = false;
      word &= ~(SAME_SIZE_GROW | GROWING);
      reseed();
      // A range that stands in one of these ends: it finds every slot empty.
      left.markEmpty();
      if (leftOld != null) leftOld.markEmpty();
      leave(!nested);
    } catch (StackOverflowError e) {
      word = (nested ? word : word & ~HASH_WRITING) + ONE_WRITE;
      throw e;
    }
  }

  // ---------------------------------------------------------------- access

  /**
   * The value of {@code key}, or {@code absent}.
   *
   * <p>The short ways look at the word once, at their end: a write that was under way when they
   * began shows there as well, and no code of the user runs before.
   */
  @Nullable Object mapaccess(@Nullable Object key, @Nullable Object absent) {
    try {
      if (key instanceof Integer i) return accessInteger(i, absent);
      if (key instanceof String s) return accessString(s, absent);
    } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
      // Fields of two states of the table.
      return accessAgain(key, absent);
    }
    return accessOther(key, absent);
  }

  private @Nullable Object accessInteger(Integer key, @Nullable Object absent) {
    int w = lvWordFirst();
    int hash = mix(key);
    long[] segment = tops0;
    if (segment == null) {
      if ((w & GROWING) != 0) return search(key, hash, w, absent);
      segment = tops[(hash & mask) >>> Buckets.TOPS_SHIFT];
    }
    long t = segment[hash & (segment.length - 1)];
    long m = Tophash.matches(t, Tophash.spread(hash));
    Object found = absent;
    if (m != 0) {
      int bucket = hash & mask;
      @Nullable Object[] p = pairs[bucket >>> Buckets.SEGMENT_SHIFT];
      int v = ((bucket & Buckets.SEGMENT_MASK) << 4) | (Long.numberOfTrailingZeros(m) >>> 2);
      Object k = p[v - 1];
      if (k != key && !key.equals(k)) return search(key, hash, w, absent);
      found = p[v];
    } else if (!Tophash.endsChain(t)) {
      return search(key, hash, w, absent);
    }
    VarHandle.acquireFence();
    return word == (w & ~HASH_WRITING) ? found : accessExit(w, key, found, absent);
  }

  private @Nullable Object accessString(String key, @Nullable Object absent) {
    int w = lvWordFirst();
    int hash = mix(key.hashCode());
    long[] segment = tops0;
    if (segment == null) {
      if ((w & GROWING) != 0) return search(key, hash, w, absent);
      segment = tops[(hash & mask) >>> Buckets.TOPS_SHIFT];
    }
    long t = segment[hash & (segment.length - 1)];
    long m = Tophash.matches(t, Tophash.spread(hash));
    Object found = absent;
    if (m != 0) {
      int bucket = hash & mask;
      @Nullable Object[] p = pairs[bucket >>> Buckets.SEGMENT_SHIFT];
      int v = ((bucket & Buckets.SEGMENT_MASK) << 4) | (Long.numberOfTrailingZeros(m) >>> 2);
      Object k = p[v - 1];
      if (k != key && !key.equals(k)) return search(key, hash, w, absent);
      found = p[v];
    } else if (!Tophash.endsChain(t)) {
      return search(key, hash, w, absent);
    }
    VarHandle.acquireFence();
    return word == (w & ~HASH_WRITING) ? found : accessExit(w, key, found, absent);
  }

  private @Nullable Object accessOther(@Nullable Object key, @Nullable Object absent) {
    int w = lvWordFirst();
    if (key == null || key.getClass() != plain || (w & (HASH_WRITING | GROWING)) != 0) {
      return accessSlowly(key, absent);
    }
    return search(key, mix(key.hashCode()), w, absent);
  }

  /**
   * Looks a key up whose equality is that of its equals, in the whole chain and in any state of the
   * table. One long method on purpose: beyond 325 bytes of code (FreqInlineSize) the JIT leaves it
   * out of the short ways, which keeps those small enough to be inlined themselves.
   */
  private @Nullable Object search(Object key, int hash, int w, @Nullable Object absent) {
    Object found = absent;
    try {
      Buckets table = buckets;
      int bucket = hash & mask;
      Buckets old = oldbuckets;
      long[] segment;
      if (old == null) {
        segment = tops[bucket >>> Buckets.TOPS_SHIFT];
      } else {
        int oldbucket = hash & (old.size() - 1);
        segment = old.tops[oldbucket >>> Buckets.TOPS_SHIFT];
        if (Tophash.evacuated(segment[oldbucket & (segment.length - 1)])) {
          segment = table.tops[bucket >>> Buckets.TOPS_SHIFT];
        } else {
          table = old;
          bucket = oldbucket;
        }
      }
      long t = segment[bucket & (segment.length - 1)];
      long spread = Tophash.spread(hash);
      search:
      for (; ; ) {
        for (long m = Tophash.matches(t, spread); m != 0; m &= m - 1) {
          @Nullable Object[] p = table.pairs[bucket >>> Buckets.SEGMENT_SHIFT];
          int v = ((bucket & Buckets.SEGMENT_MASK) << 4) | (Long.numberOfTrailingZeros(m) >>> 2);
          Object k = p[v - 1];
          if (k == key || key.equals(k)) {
            found = p[v];
            break search;
          }
        }
        if (Tophash.endsChain(t)) break;
        bucket = table.link(bucket);
        if (bucket == 0) break;
        t = table.top(bucket);
      }
    } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
      if (changed(w) && Keys.kind(key) == Keys.Kind.TRUSTED) return accessAgain(key, absent);
      throw e;
    }
    VarHandle.acquireFence();
    int now = word;
    boolean writing = (w & HASH_WRITING) != 0;
    if (now == w && !writing) return found;
    if (!writing && ((now ^ w) & ~(ITERATOR | OLD_ITERATOR)) == 0) return found;
    return accessExit(w, key, found, absent);
  }

  /** An unhashable key is told even where there is nothing to look up. */
  private @Nullable Object accessEmpty(@Nullable Object key, @Nullable Object absent) {
    if (!(key instanceof String) && !(key instanceof Integer)) Keys.hashCode(key, seed);
    return absent;
  }

  /** Any key, any state of the map. */
  private @Nullable Object accessSlowly(@Nullable Object key, @Nullable Object absent) {
    if (count == 0) return accessEmpty(key, absent);
    boolean torn = false;
    for (int i = 0; i < MAX_RESTARTS; i++) {
      int w = lvWord();
      boolean nested = isNested(w, MisuseKind.READ_AND_WRITE);
      try {
        int hash = hash(key);
        long found = find(key, hash);
        Object value = found < 0 ? absent : valueAt(found);
        if (!changed(w) || isOther(key, nested)) return value;
      } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
        checkTorn(w, key, e);
        torn = true;
      }
      if (count == 0) return absent;
    }
    if (torn) throw Fatal.torn(this, MisuseKind.READ_AND_WRITE);
    throw restless(key);
  }

  /** A look-up that has met fields of two states of the table: a write of another thread. */
  private @Nullable Object accessAgain(@Nullable Object key, @Nullable Object absent) {
    Fatal.atExit(this, MisuseKind.READ_AND_WRITE);
    return accessSlowly(key, absent);
  }

  /** Whether an operation that found {@code w} runs inside a write of its own thread. */
  private boolean isNested(int w, MisuseKind kind) {
    if ((w & HASH_WRITING) == 0) return false;
    if (owner == Thread.currentThread()) return true;
    Fatal.atEntry(this, kind);
    return false;
  }

  /** The end of a look-up that began with the word {@code w} and finds another one, or a writer. */
  private @Nullable Object accessExit(
      int w, Object key, @Nullable Object found, @Nullable Object absent) {
    boolean writing = (w & HASH_WRITING) != 0;
    if (!writing && !changed(w)) return found;
    if (writing && count == 0) return absent;
    if (writing && !isNested(w, MisuseKind.READ_AND_WRITE)) return found;
    if (!writing && isOther(key, false)) return found;
    return accessSlowly(key, absent);
  }

  /**
   * Whether it was another thread that a read saw change the word, and is let be; false where it
   * may have been the read's own key.
   */
  private boolean isOther(@Nullable Object key, boolean nested) {
    boolean writing = (lvWord() & HASH_WRITING) != 0;
    if ((!writing || nested) && Keys.kind(key) != Keys.Kind.TRUSTED) return false;
    Fatal.atExit(this, MisuseKind.READ_AND_WRITE);
    return true;
  }

  /** Throws what a read stumbled over: a write of another thread, or what its own key did. */
  private void checkTorn(int w, @Nullable Object key, RuntimeException e) {
    if (!changed(w) || Keys.kind(key) != Keys.Kind.TRUSTED) throw e;
    Fatal.atExit(this, MisuseKind.READ_AND_WRITE);
  }

  /**
   * Where {@code key} is: the number of its table's bucket shifted by 4, its slot, and bit 3 set
   * where it is still in {@link #oldbuckets}; -1 if it is nowhere. May call the key's equals.
   */
  long find(@Nullable Object key, int hash) {
    int bucket = hash & mask;
    Buckets table = buckets;
    Buckets old = oldbuckets;
    if (old != null) {
      int oldbucket = bucket & (old.size() - 1);
      if (!Tophash.evacuated(old.top(oldbucket))) {
        table = old;
        bucket = oldbucket;
      }
    }
    long spread = Tophash.spread(hash);
    do {
      long t = table.top(bucket);
      for (long m = Tophash.matches(t, spread); m != 0; m &= m - 1) {
        int slot = Long.numberOfTrailingZeros(m) >>> 3;
        if (Keys.equal(key, table.pairs(bucket)[Buckets.index(bucket, slot)])) {
          return ((long) bucket << 4) | (table == old ? 8 : 0) | slot;
        }
      }
      if (Tophash.endsChain(t)) return -1;
      bucket = table.link(bucket);
    } while (bucket != 0);
    return -1;
  }

  /** Where the pair that {@link #find} has found lies. */
  @Nullable Object[] pairsOf(long found) {
    Buckets table = (found & 8) != 0 && oldbuckets != null ? oldbuckets : buckets;
    return table.pairs((int) (found >>> 4));
  }

  @Nullable Object valueAt(long found) {
    return pairsOf(found)[Buckets.index((int) (found >>> 4), (int) found & 7) + 1];
  }

  // ---------------------------------------------------------------- assign

  /** Puts the pair in and gives the former value. */
  @Nullable V mapassign(@Nullable K key, @Nullable V value) {
    int hash;
    if (key instanceof Integer i) {
      hash = mix(i);
    } else if (key instanceof String s) {
      hash = mix(s.hashCode());
    } else {
      return assignOther(key, value);
    }
    int w = word;
    if ((w & HASH_WRITING) != 0) return assignWhileWriting(key, value);
    long[] segment = tops0;
    if (segment == null) {
      if (nil || (w & GROWING) != 0) return assignTrusted(key, value, hash, w);
      segment = tops[(hash & mask) >>> Buckets.TOPS_SHIFT];
    }
    try {
      soWord(w | HASH_WRITING);
      int at = hash & (segment.length - 1);
      long t = segment[at];
      long spread = Tophash.spread(hash);
      if (Tophash.matches(t, spread) == 0 && Tophash.endsChain(t) && count < growAt) {
        int bucket = hash & mask;
        @Nullable Object[] p = pairs[bucket >>> Buckets.SEGMENT_SHIFT];
        int bit = Long.numberOfTrailingZeros(Tophash.empties(t)) & 0x38;
        int i = ((bucket & Buckets.SEGMENT_MASK) << 4) | (bit >>> 2);
        if (i < p.length) {
          p[i] = key;
          p[i + 1] = value;
          segment[at] = t & ~(0xffL << bit) | spread & 0xffL << bit;
          count++;
          endWrite();
          return null;
        }
      }
    } catch (MapMisuseError e) {
      // The flag was gone at the exit.
      throw e;
    } catch (Throwable e) {
      word = (word & ~HASH_WRITING) + ONE_WRITE;
      throw failed(w, e);
    }
    try {
      return assignTrusted(key, value, hash, w);
    } catch (StackOverflowError e) {
      word &= ~HASH_WRITING;
      throw e;
    }
  }

  private @Nullable V assignWhileWriting(@Nullable K key, @Nullable V value) {
    if (owner == Thread.currentThread()) return cast(CarefulWrite.assign(this, key, value));
    Fatal.atEntry(this, MisuseKind.WRITES);
    return assignTrusted(key, value, hash(key), lvWord() & ~HASH_WRITING);
  }

  private @Nullable V assignOther(@Nullable K key, @Nullable V value) {
    if (nil) throw GoPanic.nilMap();
    if (key == null || key.getClass() != trusted) {
      if (Keys.kind(key) != Keys.Kind.TRUSTED) {
        return cast(CarefulWrite.assign(this, key, value));
      }
      if (key != null) trusted = key.getClass();
    }
    int w = lvWord();
    if ((w & HASH_WRITING) != 0) return assignWhileWriting(key, value);
    return assignTrusted(key, value, hash(key), w);
  }

  /** Puts a pair with a trusted key in. The flag may be set already, by the short way. */
  private @Nullable V assignTrusted(@Nullable Object key, @Nullable Object value, int hash, int w) {
    if (nil) throw GoPanic.nilMap();
    // Growing asks all sorts of keys for their hash.
    if (careful && (oldbuckets != null || mustGrow())) {
      soWord(w);
      return cast(CarefulWrite.assign(this, key, value));
    }
    Object former = null;
    try {
      soWord(w | HASH_WRITING);
      int bucket = hash & mask;
      if (oldbuckets != null) growWork(bucket);
      long spread = Tophash.spread(hash);
      search:
      for (; ; ) {
        long t = buckets.top(bucket);
        for (long m = Tophash.matches(t, spread); m != 0; m &= m - 1) {
          @Nullable Object[] p = pairs[bucket >>> Buckets.SEGMENT_SHIFT];
          int v = ((bucket & Buckets.SEGMENT_MASK) << 4) | (Long.numberOfTrailingZeros(m) >>> 2);
          Object k = p[v - 1];
          if (k == key || (key != null && key.equals(k))) {
            former = p[v];
            if (k != key) p[v - 1] = key;
            p[v] = value;
            break search;
          }
        }
        if (Tophash.endsChain(t) || (bucket = buckets.link(bucket)) == 0) {
          insertNew(key, value, hash);
          break;
        }
      }
    } catch (Throwable e) {
      word = (word & ~HASH_WRITING) + ONE_WRITE;
      throw failed(w, e);
    }
    try {
      endWrite();
    } catch (StackOverflowError e) {
      word = (word & ~HASH_WRITING) + ONE_WRITE;
      throw e;
    }
    return cast(former);
  }

  /** Puts in a key that is not there, growing first where it must. */
  void insertNew(@Nullable Object key, @Nullable Object value, int hash) {
    if (mustGrow()) {
      hashGrow();
      growWork(hash & mask);
    }
    int bucket = hash & mask;
    int top = Tophash.of(hash);
    for (; ; ) {
      long empty = Tophash.empties(buckets.top(bucket));
      if (empty != 0) {
        insert(bucket, Long.numberOfTrailingZeros(empty) >>> 3, top, key, value);
        return;
      }
      int next = buckets.link(bucket);
      if (next == 0) break;
      bucket = next;
    }
    insert(bucket, Buckets.SLOTS, top, key, value);
  }

  /** Stores a pair in an empty slot, or in a new bucket behind {@code bucket} if slot is 8. */
  void insert(int bucket, int slot, int top, @Nullable Object key, @Nullable Object value) {
    if (slot == Buckets.SLOTS) {
      insert(newoverflow(bucket), 0, top, key, value);
      return;
    }
    if (!buckets.isTouched(bucket)) touch(bucket);
    @Nullable Object[] p = buckets.pairs(bucket);
    int i = Buckets.index(bucket, slot);
    long[] segment = buckets.segment(bucket);
    int at = buckets.at(bucket);
    long t = Tophash.with(segment[at], slot, top);
    p[i] = key;
    p[i + 1] = value;
    segment[at] = t;
    count++;
  }

  private void touch(int bucket) {
    begin();
    buckets.touch(bucket);
    if (oldbuckets == null && tops.length == 1) tops0 = tops[0];
  }

  int newoverflow(int tail) {
    // A tail that is not before the new bucket was made by another thread meanwhile.
    if (tail >= buckets.nextOverflow()) throw Fatal.torn(this, MisuseKind.WRITES);
    Buckets table = buckets;
    boolean counts = table.b < 16 || (Seed.next(seed) & ((1 << (table.b - 15)) - 1)) == 0;
    int many = 1 << Math.min(table.b, 15);
    int bucket = table.addOverflow(tail);
    pairs = table.pairs;
    if (counts) noverflow++;
    if (noverflow >= many) growAt = 0;
    return bucket;
  }

  // ---------------------------------------------------------------- delete

  /** Takes the entry out and gives its value, or {@link #ABSENT}. */
  @Nullable Object mapdelete(@Nullable Object key) {
    if (count == 0) return accessEmpty(key, ABSENT);
    int w = lvWord();
    boolean nested = isNested(w, MisuseKind.WRITES);
    if (nested || !isTrusted(key) || (careful && oldbuckets != null)) {
      return CarefulWrite.delete(this, key);
    }
    int hash = hash(key);
    Object former = ABSENT;
    try {
      soWord(w | HASH_WRITING);
      if (oldbuckets != null) growWork(hash & mask);
      long found = find(key, hash);
      if (found >= 0) {
        former = valueAt(found);
        remove(hash & mask, (int) (found >>> 4), (int) found & 7);
      }
    } catch (Throwable e) {
      word = (word & ~HASH_WRITING) + ONE_WRITE;
      throw failed(w, e);
    }
    try {
      endWrite();
    } catch (StackOverflowError e) {
      word = (word & ~HASH_WRITING) + ONE_WRITE;
      throw e;
    }
    return former;
  }

  private boolean isTrusted(@Nullable Object key) {
    return key instanceof String
        || key instanceof Integer
        || (key != null && key.getClass() == trusted)
        || Keys.kind(key) == Keys.Kind.TRUSTED;
  }

  /** Empties a slot of {@link #buckets} in the chain that begins at {@code head}. */
  void remove(int head, int bucket, int slot) {
    @Nullable Object[] p = buckets.pairs(bucket);
    int i = Buckets.index(bucket, slot);
    long[] segment = buckets.segment(bucket);
    int at = buckets.at(bucket);
    long t = Tophash.with(segment[at], slot, Tophash.EMPTY_ONE);
    p[i] = null;
    p[i + 1] = null;
    segment[at] = t;
    count--;
    if (isLast(bucket, slot, t)) trim(head, bucket, slot);
    // Another seed makes it harder to provoke collisions over and over.
    if (count == 0) reseed();
  }

  private boolean isLast(int bucket, int slot, long t) {
    if (slot < Buckets.SLOTS - 1) return Tophash.get(t, slot + 1) == Tophash.EMPTY_REST;
    int next = buckets.link(bucket);
    return next == 0 || Tophash.get(buckets.top(next), 0) == Tophash.EMPTY_REST;
  }

  /** Turns the EMPTY_ONE slots that end a chain into EMPTY_REST, backwards from a slot. */
  private void trim(int head, int bucket, int slot) {
    for (; ; ) {
      buckets.top(bucket, Tophash.with(buckets.top(bucket), slot, Tophash.EMPTY_REST));
      if (slot > 0) {
        slot--;
      } else {
        if (bucket == head) return;
        int before = head;
        while (buckets.link(before) != bucket) {
          before = buckets.link(before);
          if (before == 0) throw Fatal.torn(this, MisuseKind.WRITES);
        }
        bucket = before;
        slot = Buckets.SLOTS - 1;
      }
      if (Tophash.get(buckets.top(bucket), slot) != Tophash.EMPTY_ONE) return;
    }
  }

  // ---------------------------------------------------------------- iteration

  /** An iteration begins; {@link Steps} is the rest of it. */
  void mapiterinit() {
    checkNoWriter(MisuseKind.ITERATION_AND_WRITE);
    casFlags(ITERATOR | OLD_ITERATOR);
  }

  // ---------------------------------------------------------------- growth

  /** Whether a new key has to begin a growth first. */
  boolean mustGrow() {
    return count >= growAt && oldbuckets == null;
  }

  /** Begins a growth: to twice the size, or to the same one if overflow buckets are the reason. */
  void hashGrow() {
    boolean bigger = count >= full();
    Buckets old = buckets;
    Buckets fresh = new Buckets(bigger ? old.b + 1 : old.b);
    int w = lvWord();
    int flags = w & ~(ITERATOR | OLD_ITERATOR);
    if ((w & ITERATOR) != 0) flags |= OLD_ITERATOR;
    if (!bigger) flags |= SAME_SIZE_GROW;
    install(fresh, new Evacuation(this, old, fresh));
    word = flags | GROWING;
  }

  /** Evacuates the old bucket of one that is about to be used, and another one for progress. */
  void growWork(int bucket) {
    Buckets old = oldbuckets;
    if (old == null) return;
    evacuate(old, bucket & (old.size() - 1));
    if (oldbuckets != null) evacuate(old, nevacuate);
  }

  private void evacuate(Buckets old, int oldbucket) {
    if (!Tophash.evacuated(old.top(oldbucket))) move(oldbucket, careful ? plan(oldbucket) : null);
    if (oldbucket == nevacuate) advanceEvacuationMark(old);
  }

  /** Asks the keys of an old bucket for their hashes, while nothing has moved. */
  long[] plan(int oldbucket) {
    return underWay().plan(oldbucket);
  }

  /** Moves the entries of an old bucket as planned; without a plan their keys are trusted. */
  void move(int oldbucket, long @Nullable [] plan) {
    underWay().run(oldbucket, plan);
  }

  private Evacuation underWay() {
    // Another thread has ended the growth meanwhile.
    if (evacuation == null) throw Fatal.torn(this, MisuseKind.WRITES);
    return evacuation;
  }

  void advanceEvacuationMark(Buckets old) {
    int size = old.size();
    int n = nevacuate + 1;
    // Go looks at 1024 at most, to stay O(1) where many were evacuated out of turn.
    int stop = Math.min(size, n + 1024);
    while (n != stop && Tophash.evacuated(old.top(n))) n++;
    nevacuate = n;
    if (n == size) {
      oldbuckets = null;
      evacuation = null;
      word &= ~(SAME_SIZE_GROW | GROWING);
      if (tops.length == 1) tops0 = tops[0];
    }
  }

  static ConcurrentModificationException restless(@Nullable Object key) {
    String type = key == null ? "null" : key.getClass().getName();
    return new ConcurrentModificationException(
        "equals or hashCode of " + type + " changes the map each time it is looked up");
  }

  // ---------------------------------------------------------------- hashing

  /** The hash of {@code key}; may call its hashCode, and remembers its class. */
  int hash(@Nullable Object key) {
    if (key instanceof String s) return mix(s.hashCode());
    if (key instanceof Integer i) return mix(i);
    int code = Keys.hashCode(key, seed);
    if (key != null && key.getClass() != plain) {
      Keys.Kind kind = Keys.kind(key);
      if (kind == Keys.Kind.TRUSTED || kind == Keys.Kind.FOREIGN) plain = key.getClass();
    }
    return mix(code);
  }

  /** Whether this is the nil map. */
  public boolean isNil() {
    return nil;
  }

  /** Counts and sizes of the structure as it is; for diagnosis, O(buckets), not checked. */
  public GoMapStats stats() {
    return GoMapStats.of(this);
  }

  /** The buckets drawn as text; for diagnosis of small maps, not checked. */
  public String toDebugString() {
    return new GoMapDrawing(this).toString();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
  static <T> T cast(@Nullable Object o) {
    return (T) o;
  }

  // ---------------------------------------------------------------- Map

  @Override
  public int size() {
    return count;
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    return cast(mapaccess(key, null));
  }

  @Override
  public @Nullable V getOrDefault(@Nullable Object key, @Nullable V defaultValue) {
    return cast(mapaccess(key, defaultValue));
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return mapaccess(key, ABSENT) != ABSENT;
  }

  /** Puts the pair in, keeps the new key, and gives the former value. */
  @Override
  public @Nullable V put(K key, V value) {
    return mapassign(key, value);
  }

  @Override
  public @Nullable V remove(@Nullable Object key) {
    Object value = mapdelete(key);
    return value == ABSENT ? null : cast(value);
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (Range<K, V> range = range(); range.mapiternext(); ) {
      action.accept(cast(range.keyHere()), cast(range.valueHere()));
    }
  }

  @Override
  public Set<K> keySet() {
    return new MapViews.Keys<>(this);
  }

  @Override
  public Collection<V> values() {
    return new MapViews.Values<>(this);
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new MapViews.Entries<>(this);
  }
}
