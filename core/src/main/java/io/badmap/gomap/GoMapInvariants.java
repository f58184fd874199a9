package io.badmap.gomap;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a {@link GoMap} between two operations; for tests and diagnosis. O(entries),
 * and calls hashCode and equals of the keys.
 */
public final class GoMapInvariants {
  private final GoMap<?, ?> map;
  private final List<String> broken = new ArrayList<>();
  private int live;

  private GoMapInvariants(GoMap<?, ?> map) {
    this.map = map;
  }

  /** A sentence for each invariant that does not hold; none for a valid map. */
  public static List<String> broken(GoMap<?, ?> map) {
    GoMapInvariants check = new GoMapInvariants(map);
    check.header();
    check.table(map.buckets, false);
    if (map.oldbuckets != null) check.growth(map.oldbuckets);
    if (check.live != map.count) {
      check.add("count is " + map.count + ", slots in use are " + check.live);
    }
    return List.copyOf(check.broken);
  }

  private void add(String sentence) {
    broken.add(sentence);
  }

  private void header() {
    Buckets table = map.buckets;
    if ((map.lvWord() & GoMap.HASH_WRITING) != 0) add("hashWriting is set at rest");
    if (map.owner != null) add("an owner is named at rest");
    if (map.mask != table.size() - 1) add("mask " + map.mask + " does not fit B " + table.b);
    if (map.tops != table.tops || map.pairs != table.pairs) add("directories are not the table's");
    boolean single = map.oldbuckets == null && table.tops.length == 1 && table != Hmap.NONE;
    if (map.tops0 != (single ? table.tops[0] : null)) add("tops0 is not the only segment");
    boolean many = map.noverflow >= 1 << Math.min(table.b, 15);
    if (map.growAt != (many ? 0 : map.full())) add("growAt is " + map.growAt);
    if (map.count > map.full()) add("count " + map.count + " is over " + map.full());
    if (map.growing() != ((map.lvWord() & GoMap.GROWING) != 0)) add("GROWING does not tell");
    if (table.b < 16 && map.noverflow != table.overflow) {
      add("noverflow is " + map.noverflow + ", overflow buckets made are " + table.overflow);
    }
    if (map.isNil() && map.count != 0) add("the nil map has entries");
    if (map.sameSizeGrow() && !map.growing()) add("sameSizeGrow is set, but nothing grows");
  }

  private void growth(Buckets old) {
    if (old.b != map.b() - (map.sameSizeGrow() ? 0 : 1)) {
      add("growth from B " + old.b + " to " + map.b());
    }
    if (map.nevacuate >= old.size()) add("growth is over, but oldbuckets are there");
    for (int bucket = 0; bucket < old.size(); bucket++) {
      boolean evacuated = Tophash.evacuated(old.top(bucket));
      if (!evacuated && bucket < map.nevacuate) add("old bucket " + bucket + " was left behind");
      if (evacuated || isBroken()) continue;
      for (int to = bucket; to < map.buckets.size(); to += old.size()) {
        if (map.buckets.top(to) != 0) add("bucket " + to + " was filled before its evacuation");
      }
    }
    table(old, true);
  }

  private void table(Buckets table, boolean old) {
    BitSet linked = new BitSet();
    for (int head = 0; head < table.size(); head++) {
      boolean evacuated = Tophash.evacuated(table.top(head));
      if (evacuated && !old) add("bucket " + head + " of the table in use is evacuated");
      boolean leftover = !old && isLeftover(head);
      boolean rest = false;
      List<@Nullable Object> keys = new ArrayList<>();
      for (int bucket = head; ; ) {
        if (!leftover) rest = bucket(table, head, bucket, rest, evacuated, keys);
        int next = table.link(bucket);
        if (next == 0) break;
        if (next <= bucket || next >= table.nextOverflow() || linked.get(next)) {
          add("bucket " + bucket + " links to " + next);
          break;
        }
        linked.set(next);
        bucket = next;
      }
    }
    if (linked.cardinality() != table.overflow) {
      add(table.overflow + " overflow buckets, linked " + linked.cardinality());
    }
  }

  /** Whether a bucket may hold what a move left that broke off; the next one takes it out. */
  private boolean isLeftover(int head) {
    Buckets old = map.oldbuckets;
    return isBroken() && old != null && !Tophash.evacuated(old.top(head & (old.size() - 1)));
  }

  private boolean isBroken() {
    return map.evacuation != null && map.evacuation.isBroken();
  }

  private boolean bucket(
      Buckets table,
      int head,
      int bucket,
      boolean restBefore,
      boolean evacuated,
      List<@Nullable Object> keys) {
    boolean rest = restBefore;
    long t = table.top(bucket);
    for (int slot = 0; slot < Buckets.SLOTS; slot++) {
      int top = Tophash.get(t, slot);
      String place = "slot " + bucket + "/" + slot;
      boolean marked = top > Tophash.EMPTY_ONE && top < Tophash.MIN;
      if (marked != evacuated) add(place + " has mark " + top + ", its chain says " + evacuated);
      if (rest && top != Tophash.EMPTY_REST && !marked) add(place + " lies behind emptyRest");
      if (top == Tophash.EMPTY_REST) rest = true;
      if (Tophash.isEmpty(top)) vacant(table, bucket, slot, place);
      if (top >= Tophash.MIN) live(table, head, bucket, slot, top, place, keys);
    }
    return rest;
  }

  private void vacant(Buckets table, int bucket, int slot, String place) {
    @Nullable Object[] pairs = table.pairs(bucket);
    if (pairs.length == 0) return;
    int i = Buckets.index(bucket, slot);
    if (pairs[i] != null || pairs[i + 1] != null) add(place + " is empty and keeps " + pairs[i]);
  }

  private void live(
      Buckets table,
      int head,
      int bucket,
      int slot,
      int top,
      String place,
      List<@Nullable Object> keys) {
    live++;
    Object key = table.pairs(bucket)[Buckets.index(bucket, slot)];
    if (!Keys.reflexive(key)) return;
    int hash = map.hash(key);
    if ((hash & (table.size() - 1)) != head) add(place + ": " + key + " belongs elsewhere");
    if (Tophash.of(hash) != top) add(place + ": the tophash of " + key + " is not " + top);
    for (Object other : keys) {
      if (Keys.equal(key, other)) add(place + ": " + key + " is there twice");
    }
    keys.add(key);
  }
}
