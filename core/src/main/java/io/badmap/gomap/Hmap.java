package io.badmap.gomap;

import io.badmap.MisuseKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.AbstractMap;
import org.jspecify.annotations.Nullable;

/**
 * The header of a map, Go's hmap: its fields, the word of flags, and the hash function.
 *
 * <p>The word holds Go's four flags in its lowest byte, one of our own, and counts writes above
 * them. It is a plain field between fences that keep the compiler from dropping or merging its
 * accesses; on x86 they are no instruction.
 *
 * <table>
 * <caption>How the word is accessed</caption>
 * <tr><th>where</th><th>access</th></tr>
 * <tr><td>a read</td><td>plain load and acquire fence at entry; acquire fence and plain load at
 * exit</td></tr>
 * <tr><td>a write</td><td>plain store of HASH_WRITING between release fences after hashing; plain load
 * at its end, which has to find the flag, and plain store</td></tr>
 * <tr><td>the beginning of a range</td><td>compare-and-set of the iterator flags</td></tr>
 * </table>
 */
abstract class Hmap<K, V> extends AbstractMap<K, V> {
  static final int ITERATOR = 1;
  static final int OLD_ITERATOR = 2;
  static final int HASH_WRITING = 4;
  static final int SAME_SIZE_GROW = 8;

  /** Not one of Go's: {@link #oldbuckets} are there. Saves the short ways a load. */
  static final int GROWING = 16;

  /** One write, in the bits of the word above the flags. */
  static final int ONE_WRITE = 0x100;

  /** 13/2 entries a bucket: Go's measurements put the best balance of space and probes here. */
  static final int LOAD_FACTOR_NUM = 13;

  /** Beyond this many buckets the table only gets longer chains; the hash has 32 bits. */
  static final int MAX_B = 28;

  /** The table of a map that was never written to. */
  static final Buckets NONE = new Buckets(0);

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Hmap.class, "word", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Go's flags in the lowest byte, the number of writes above it. */
  int word;

  int count;

  int hash0;
  long multiplier;
  long addend;

  /** The number of main buckets less one. */
  int mask;

  /** From this count on an insertion has to look whether to grow: 0 with too many overflows. */
  int growAt;

  /** Overflow buckets made, exact up to B = 15 and approximate above. */
  int noverflow;

  int nevacuate;

  /** The directory of {@link #buckets}, one load nearer. */
  long[][] tops;

  /** The only segment of {@link #tops}; {@code null} where there are none or more, or a growth. */
  long @Nullable [] tops0;

  @Nullable Object[][] pairs;

  Buckets buckets;
  @Nullable Buckets oldbuckets;

  /** The growth that is under way. */
  @Nullable Evacuation evacuation;

  /** Whether a key that is not trusted was ever put in. */
  boolean careful;

  final boolean nil;

  /** The guard's word where an agent watches the map: who writes, and a count; else 0. */
  int guard;

  /** The thread whose write may be calling user code just now. */
  @Nullable Thread owner;

  final @Nullable Seed seed;

  Hmap(int b, boolean nil, @Nullable Seed seed) {
    this.nil = nil;
    this.seed = seed;
    buckets = NONE;
    tops = NONE.tops;
    pairs = NONE.pairs;
    reseed();
    install(b == 0 ? NONE : new Buckets(b), null);
  }

  static int bFor(long hint) {
    int b = 0;
    if (hint > Integer.MAX_VALUE) return b;
    while (b < MAX_B && hint > fullAt(b)) b++;
    return b;
  }

  /** The count up to which 2^b buckets are not over the load factor. */
  static int fullAt(int b) {
    return b == 0 ? Buckets.SLOTS : LOAD_FACTOR_NUM << (b - 1);
  }

  /** The count that is not over the load factor yet. */
  final int full() {
    return buckets.b < MAX_B ? fullAt(buckets.b) : Integer.MAX_VALUE;
  }

  final int b() {
    return buckets.b;
  }

  final boolean growing() {
    return oldbuckets != null;
  }

  final boolean sameSizeGrow() {
    return (lvWord() & SAME_SIZE_GROW) != 0;
  }

  // ---------------------------------------------------------------- the table

  /** Gives an empty map its first buckets. */
  final void begin() {
    if (buckets == NONE) install(new Buckets(0), null);
  }

  /** Puts in an empty table, whose entries are to come by {@code evacuation} if there is one. */
  final void install(Buckets table, @Nullable Evacuation growth) {
    int full = table.b < MAX_B ? fullAt(table.b) : Integer.MAX_VALUE;
    // Nothing is called from here on: see GoMap on the end of the stack.
    buckets = table;
    oldbuckets = growth == null ? null : growth.old;
    evacuation = growth;
    mask = (1 << table.b) - 1;
    growAt = full;
    nevacuate = 0;
    noverflow = 0;
    tops = table.tops;
    pairs = table.pairs;
    tops0 = growth == null && table.tops.length == 1 && table != NONE ? table.tops[0] : null;
  }

  // ---------------------------------------------------------------- the word

  /** The word, loaded after all that was loaded before. */
  final int lvWord() {
    VarHandle.acquireFence();
    return word;
  }

  /** The word, loaded before all that is loaded next. */
  final int lvWordFirst() {
    int w = word;
    VarHandle.acquireFence();
    return w;
  }

  /** Sets the word: after all that was stored before, before all that is stored next. */
  final void soWord(int w) {
    VarHandle.releaseFence();
    word = w;
    VarHandle.releaseFence();
  }

  /** Adds flags that a reader may set; never overwrites what a writer did meanwhile. */
  final void casFlags(int flags) {
    for (; ; ) {
      int w = lvWord();
      if ((w & flags) == flags || WORD.compareAndSet(this, w, w | flags)) return;
    }
  }

  /** Whether a write began or ended since {@code w} was read. */
  final boolean changed(int w) {
    return ((lvWord() ^ w) & ~(ITERATOR | OLD_ITERATOR)) != 0;
  }

  /** The number of writes so far, modulo 2^24. */
  final int writes() {
    return lvWord() >>> 8;
  }

  /** The exit check of a write. */
  final void endWrite() {
    VarHandle.acquireFence();
    int w = word;
    if ((w & HASH_WRITING) == 0) Fatal.atExit(this, MisuseKind.WRITES);
    VarHandle.releaseFence();
    word = (w & ~HASH_WRITING) + ONE_WRITE;
  }

  final void checkNoWriter(MisuseKind kind) {
    if ((lvWord() & HASH_WRITING) != 0 && owner != Thread.currentThread()) {
      Fatal.atEntry(this, kind);
    }
  }

  /**
   * Begins a write that may call user code.
   *
   * @return whether it is the outermost one, false if it runs inside a callback of another
   */
  final boolean enter(Thread current) {
    int w = lvWord();
    if ((w & HASH_WRITING) != 0) return false;
    VarHandle.releaseFence();
    word = w | HASH_WRITING;
    owner = current;
    return true;
  }

  final void leave(boolean outermost) {
    if (!outermost) {
      soWord(lvWord() + ONE_WRITE);
      return;
    }
    VarHandle.acquireFence();
    int w = word;
    if ((w & HASH_WRITING) == 0) {
      owner = null;
      Fatal.atExit(this, MisuseKind.WRITES);
    }
    VarHandle.releaseFence();
    owner = null;
    word = (w & ~HASH_WRITING) + ONE_WRITE;
  }

  /**
   * What a write throws that broke off and has taken its flag back, which counts as a write. What
   * it had done by then is whole, unless another thread was here as well, which is told then.
   */
  final RuntimeException failed(int w, Throwable e) {
    if (e instanceof RuntimeException && ((lvWord() - ONE_WRITE ^ w) & ~0xff) != 0) {
      throw Fatal.torn(this, MisuseKind.WRITES);
    }
    if (e instanceof Error error) throw error;
    return (RuntimeException) e;
  }

  // ---------------------------------------------------------------- hashing

  /** Spreads a hash code over 32 bits. */
  final int mix(int code) {
    return HashSeed.mix(code, multiplier, addend);
  }

  final void reseed() {
    reseed(Seed.next(seed));
  }

  final void reseed(int hash0) {
    long multiplier = HashSeed.multiplier(hash0);
    long addend = HashSeed.addend(hash0);
    this.hash0 = hash0;
    this.multiplier = multiplier;
    this.addend = addend;
  }
}
