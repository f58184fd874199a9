package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tables of keys that do not equal themselves, through several doublings. */
class GoMapNaNTest {
  private static final int SEEDS = 60;

  private final List<Integer> values = new ArrayList<>();
  private GoMap<Object, Integer> map = GoMap.make();
  private Random random = new Random();

  private void begin(int seed) {
    random = new Random(seed);
    map = GoMap.seeded(0, seed);
    values.clear();
  }

  private Object key(int i) {
    return switch (random.nextInt(5)) {
      case 0 -> (double) i;
      case 1 -> Float.NaN;
      case 2 -> new GoMapRandomTest.Point(Double.NaN, i % 3);
      default -> Double.NaN;
    };
  }

  private void put() {
    int i = values.size();
    assertThat(map.put(key(i), i)).isNull();
    values.add(i);
  }

  @Test
  void aGrowthLosesOrDoublesANaN() {
    for (int seed = 0; seed < SEEDS; seed++) {
      begin(seed);
      int n = 100 + random.nextInt(300);
      for (int i = 0; i < n; i++) {
        put();
        assertThat(map).isValid();
        assertThat(map.len()).isEqualTo(values.size());
      }
      assertThat(map.b()).isGreaterThan(2);
      assertThat(map.containsKey(Double.NaN)).isFalse();
      assertThat(map.remove(Double.NaN)).isNull();
      assertThat(map.values()).containsExactlyInAnyOrderElementsOf(values);
      assertThat(map.copy().values()).containsExactlyInAnyOrderElementsOf(values);
      map.clear();
      assertThat(map).isValid();
      assertThat(map.len()).isZero();
      assertThat(map.range().next()).isFalse();
    }
  }

  @Test
  void aRangeInWhichTheTableGrowsGivesANaNTwiceOrNever() {
    for (int seed = 0; seed < SEEDS; seed++) {
      begin(seed);
      int n = 5 + random.nextInt(120);
      for (int i = 0; i < n; i++) put();
      List<Integer> must = List.copyOf(values);
      int puts = random.nextInt(4);
      Set<Integer> seen = new HashSet<>();
      for (Range<Object, Integer> r = map.range(); r.next(); ) {
        assertThat(seen.add(r.value())).isTrue();
        for (int i = 0; i < puts && map.len() < 1000; i++) put();
        assertThat(map).isValid();
      }
      assertThat(seen).containsAll(must);
      assertThat(map.len()).isEqualTo(values.size());
    }
  }
}
