package io.badmap.gomap;

import io.badmap.MisuseKind;
import org.jspecify.annotations.Nullable;

/** {@code maps.Clone}: copies buckets, not entries, wherever their order allows it. */
final class Cloning {
  private final GoMap<?, ?> from;
  private final GoMap<?, ?> to;

  /** Where the next entry goes: a bucket of {@link #to} and the slot to look from. */
  private int bucket;

  private int slot;

  private Cloning(GoMap<?, ?> from, GoMap<?, ?> to) {
    this.from = from;
    this.to = to;
  }

  /** Fills the empty map {@code to}, which is large enough, and gives it. */
  static <K, V> GoMap<K, V> fill(GoMap<K, V> from, GoMap<K, V> to) {
    to.reseed(from.hash0);
    if (from.count == 0) return to;
    from.checkNoWriter(MisuseKind.CLONE_AND_WRITE);
    int w = from.lvWord();
    to.careful = from.careful;
    to.begin();
    Cloning cloning = new Cloning(from, to);
    cloning.copyBuckets();
    if (from.oldbuckets != null) cloning.copyOld(from.oldbuckets);
    from.checkNoWriter(MisuseKind.CLONE_AND_WRITE);
    // Only a key that is not trusted may have written here itself.
    if (!from.careful && from.changed(w)) Fatal.atExit(from, MisuseKind.CLONE_AND_WRITE);
    return to;
  }

  /** Folds the main buckets that share their low bits into one. */
  private void copyBuckets() {
    for (int i = 0; i < to.buckets.size(); i++) {
      bucket = i;
      slot = 0;
      for (int j = i; j < from.buckets.size(); j += to.buckets.size()) {
        if (!isInOld(j)) copyChain(from.buckets, j);
      }
    }
  }

  /** Whether the entries of a bucket are still where they were before the growth. */
  private boolean isInOld(int j) {
    Buckets old = from.oldbuckets;
    return old != null && !Tophash.evacuated(old.top(j & (old.size() - 1)));
  }

  private void copyOld(Buckets old) {
    for (int i = 0; i < old.size(); i++) {
      if (Tophash.evacuated(old.top(i))) continue;
      if (old.b >= to.buckets.b) {
        bucket = i & to.mask;
        slot = 0;
        for (int next; (next = to.buckets.link(bucket)) != 0; ) bucket = next;
        copyChain(old, i);
      } else {
        splitChain(old, i);
      }
    }
  }

  private void copyChain(Buckets table, int head) {
    int at = head;
    do {
      long t = table.top(at);
      for (long m = Tophash.filled(t); m != 0; m &= m - 1) {
        int i = Long.numberOfTrailingZeros(m) >>> 3;
        @Nullable Object[] pairs = table.pairs(at);
        int pair = Buckets.index(at, i);
        append(Tophash.get(t, i), pairs[pair], pairs[pair + 1]);
      }
      at = table.link(at);
    } while (at != 0);
  }

  private void append(int top, @Nullable Object key, @Nullable Object value) {
    while (slot < Buckets.SLOTS && !Tophash.isEmpty(Tophash.get(to.buckets.top(bucket), slot))) {
      slot++;
    }
    if (slot == Buckets.SLOTS) {
      to.insert(bucket, slot, top, key, value);
      bucket = to.buckets.link(bucket);
      slot = 1;
      return;
    }
    to.insert(bucket, slot, top, key, value);
    slot++;
  }

  /** The entries of one old bucket may go to several of the copy: one by one, by their hash. */
  private void splitChain(Buckets old, int head) {
    int at = head;
    do {
      long t = old.top(at);
      for (long m = Tophash.filled(t); m != 0; m &= m - 1) {
        from.checkNoWriter(MisuseKind.CLONE_AND_WRITE);
        int pair = Buckets.index(at, Long.numberOfTrailingZeros(m) >>> 3);
        @Nullable Object[] pairs = old.pairs(at);
        to.mapassign(GoMap.cast(pairs[pair]), GoMap.cast(pairs[pair + 1]));
      }
      at = old.link(at);
    } while (at != 0);
  }
}
