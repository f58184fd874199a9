package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.collide.EqualHashStrings;
import io.badmap.collide.GoMapCollisions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Buckets filled on purpose: long chains and growth at the same size. */
class GoMapCollisionTest {
  @Test
  void aLongOverflowChainLosesKeys() {
    GoMap<String, Integer> map = GoMap.seeded(2000, 1);
    List<String> keys = EqualHashStrings.of(500, 0x1234);
    for (int i = 0; i < 500; i++) {
      assertThat(map.put(keys.get(i), i)).isNull();
      if (i % 25 == 0) assertThat(map).isValid();
    }
    assertThat(map.stats().probes()).hasSize(63);
    assertThat(map.stats().overflowBuckets()).isEqualTo(62);
    for (int i = 0; i < 500; i++) assertThat(map.get(keys.get(i))).isEqualTo(i);
    for (int i = 0; i < 500; i += 2) assertThat(map.remove(keys.get(i))).isEqualTo(i);
    assertThat(map).isValid();
    for (int i = 499; i > 0; i -= 2) assertThat(map.remove(keys.get(i))).isEqualTo(i);
    assertThat(map).isValid();
    assertThat(map.len()).isZero();
  }

  @Test
  void aLongChainIsTornWhenItIsEvacuated() {
    GoMap<String, Integer> map = GoMap.seeded(0, 1);
    List<String> keys = EqualHashStrings.of(3000, 99);
    for (int i = 0; i < 3000; i++) {
      map.put(keys.get(i), i);
      if (i % 100 == 0) assertThat(map).isValid();
    }
    for (int i = 0; i < 3000; i++) assertThat(map.get(keys.get(i))).isEqualTo(i);
    assertThat(map).isValid();
  }

  @Test
  void sameSizeGrowthBeginsAtAnotherNumberOfOverflowBuckets() {
    int b = 4;
    GoMap<Integer, Integer> map = GoMap.seeded(100, 5);
    assertThat(map).hasB(b);
    GoMapCollisions collisions = new GoMapCollisions(map.hash0);
    // Eight keys fill the bucket, and each eight more need an overflow bucket.
    List<Integer> keys = collisions.inBucket(96, b, 3);
    boolean grew = false;
    Integer anchor = -7;
    map.put(anchor, 0);
    for (int round = 0; round < 40 && !grew; round++) {
      // Full chains keep their overflow buckets when they empty: fill another bucket each time.
      for (Integer key : collisions.inBucket(17, b, round % 16)) {
        int before = map.stats().noverflow();
        boolean fresh = !map.containsKey(key);
        map.put(key, round);
        boolean growing = map.stats().flags().contains("sameSizeGrow");
        if (fresh && !grew) assertThat(growing).isEqualTo(before >= 1 << b);
        grew |= growing;
        assertThat(map).isValid();
        if (grew) break;
      }
      if (!grew) {
        for (Integer key : collisions.inBucket(17, b, round % 16)) map.delete(key);
      }
    }
    assertThat(grew).isTrue();
    assertThat(map).hasB(b);
    for (int i = 0; i < 20; i++) map.delete(-1);
    assertThat(map).isGrowing(false).isValid();
    assertThat(map.stats().flags()).doesNotContain("sameSizeGrow");
    assertThat(map.get(anchor)).isZero();
    for (Integer key : keys) map.delete(key);
    assertThat(map).isValid();
  }

  @Test
  void aRangeAcrossASameSizeGrowthMissesOrRepeatsKeys() {
    GoMap<Integer, Integer> map = GoMap.seeded(100, 6);
    GoMapCollisions collisions = new GoMapCollisions(map.hash0);
    for (int round = 0; round < 16; round++) {
      List<Integer> keys = collisions.inBucket(17, 4, round);
      for (Integer key : keys) map.put(key, round);
      if (round < 8) for (Integer key : keys.subList(2, 17)) map.delete(key);
      else for (Integer key : keys.subList(1, 17)) map.delete(key);
      if (map.growing()) break;
    }
    Set<Integer> expected = new HashSet<>(map.keySet());
    List<Integer> seen = new ArrayList<>();
    boolean grew = false;
    for (Range<Integer, Integer> r = map.range(); r.next(); ) {
      if (expected.contains(r.key())) seen.add(r.key());
      // The first new key begins the growth, the others go on with it.
      map.put(-1 - seen.size() % 3, -1);
      grew |= map.sameSizeGrow();
      assertThat(map).isValid();
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(grew).isTrue();
  }

  @Test
  void theDrawingShowsOtherBuckets() {
    GoMap<Object, Object> map = GoMap.seeded(0, 1);
    for (int i = 0; i < 52; i++) map.put(i, "v" + i);
    map.delete(3);
    for (int i = 52; i < 54; i++) map.put(i, "v" + i);
    String drawing = map.toDebugString();
    assertThat(drawing).startsWith("count 53 B 4 flags []").contains("hash0 0x");
    assertThat(drawing).contains("buckets (16 + ").contains("oldbuckets, nevacuate");
    assertThat(drawing).contains(">X").contains(">Y").contains("=v5").doesNotContain("3=v3 ");
    assertThat(GoMap.nil().toDebugString()).isEqualTo("nil map\n");
    assertThat(map.stats().count()).isEqualTo(53);
    assertThat(map.stats().tophashes().stream().mapToInt(n -> n).sum()).isEqualTo(53);
    assertThat(map.stats().probes().stream().mapToInt(n -> n).sum()).isEqualTo(53);
    assertThat(map.stats().load()).isEqualTo(53 / 16.0);
    assertThat(map.stats().bytes()).isPositive();
  }
}
