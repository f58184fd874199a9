package io.badmap.gomap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The structure of a {@link GoMap} in numbers.
 *
 * @param count the entries
 * @param b log2 of the number of buckets
 * @param buckets the main buckets
 * @param overflowBuckets the overflow buckets made for the table and, in a growth, for the old one
 * @param noverflow Go's counter of overflow buckets made since the last growth, approximate above B
 *     = 15
 * @param oldBuckets the main buckets of the table that a growth is leaving, 0 when none is under
 *     way
 * @param nevacuate the old buckets below this number are evacuated
 * @param flags those that are set: iterator, oldIterator, hashWriting, sameSizeGrow
 * @param load entries for each main bucket; growth begins beyond 6.5
 * @param hash0 the seed of the hash
 * @param tophashes how many entries have each of the 256 tophash bytes; 0 to 4 are marks, not
 *     hashes
 * @param probes how many entries lie in the first bucket of their chain, in the second, and so on
 * @param bytes what the map takes beyond keys and values, references to them included, by the sizes
 *     of 64-bit HotSpot with compressed references
 */
public record GoMapStats(
    int count,
    int b,
    int buckets,
    int overflowBuckets,
    int noverflow,
    int oldBuckets,
    int nevacuate,
    List<String> flags,
    double load,
    int hash0,
    List<Integer> tophashes,
    List<Integer> probes,
    long bytes) {
  /** The fields of the map object itself. */
  private static final long HEADER = 128;

  static GoMapStats of(GoMap<?, ?> map) {
    Buckets table = map.buckets;
    Buckets old = map.oldbuckets;
    int[] tophashes = new int[256];
    List<Integer> probes = new ArrayList<>();
    tally(table, tophashes, probes);
    if (old != null) tally(old, tophashes, probes);
    return new GoMapStats(
        map.count,
        table.b,
        table.size(),
        table.overflow + (old == null ? 0 : old.overflow),
        map.noverflow,
        old == null ? 0 : old.size(),
        map.nevacuate,
        flags(map.lvWord()),
        (double) map.count / table.size(),
        map.hash0,
        Arrays.stream(tophashes).boxed().toList(),
        List.copyOf(probes),
        HEADER + table.bytes() + (old == null ? 0 : old.bytes()));
  }

  static List<String> flags(int word) {
    List<String> names = new ArrayList<>();
    if ((word & GoMap.ITERATOR) != 0) names.add("iterator");
    if ((word & GoMap.OLD_ITERATOR) != 0) names.add("oldIterator");
    if ((word & GoMap.HASH_WRITING) != 0) names.add("hashWriting");
    if ((word & GoMap.SAME_SIZE_GROW) != 0) names.add("sameSizeGrow");
    return List.copyOf(names);
  }

  private static void tally(Buckets table, int[] tophashes, List<Integer> probes) {
    for (int head = 0; head < table.size(); head++) {
      int depth = 0;
      for (int bucket = head; ; depth++) {
        long t = table.top(bucket);
        int live = 0;
        for (int slot = 0; slot < Buckets.SLOTS; slot++) {
          int top = Tophash.get(t, slot);
          if (top < Tophash.MIN) continue;
          tophashes[top]++;
          live++;
        }
        while (probes.size() <= depth) probes.add(0);
        probes.set(depth, probes.get(depth) + live);
        bucket = table.link(bucket);
        if (bucket == 0) break;
      }
    }
  }
}
