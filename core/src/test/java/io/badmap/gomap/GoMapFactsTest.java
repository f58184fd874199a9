package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What Go's runtime does, and is easy to get wrong in Java. */
class GoMapFactsTest {
  record Pair(Object first, Object second) {}

  record Point(double x, float y) {}

  record WithSlice(int id, List<String> names) {}

  record Outer(String name, WithSlice inner) {}

  record WithFunction(Runnable action) {}

  private static GoMap<Object, Object> filled(int n) {
    GoMap<Object, Object> map = GoMap.seeded(0, n);
    for (int i = 0; i < n; i++) map.assign(i, i);
    return map;
  }

  @Test
  void anOverwriteKeepsTheOldKey() {
    GoMap<Object, Object> map = GoMap.seeded(0, 1);
    map.put(0.0, "plus");
    map.put(-0.0, "minus");
    assertThat(map.len()).isEqualTo(1);
    Object key = map.keySet().iterator().next();
    assertThat(Double.doubleToRawLongBits((Double) key))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));

    String first = new String("k");
    String second = new String("k");
    map.clear();
    map.put(first, 1);
    map.put(second, 2);
    assertThat(map.keySet().iterator().next()).isSameAs(second);
    String third = new String("k");
    map.update(third, old -> old);
    assertThat(map.keySet().iterator().next()).isSameAs(third);
  }

  @Test
  void anOverwriteKeepsTheOldKeyWhileGrowing() {
    GoMap<Object, Object> map = filled(53);
    assertThat(map).isGrowing(true);
    for (int i = 0; i < 53; i++) {
      Integer fresh = Integer.valueOf(i + 1000) - 1000;
      map.put(fresh, i);
      assertThat(map).isValid();
    }
    assertThat(map.len()).isEqualTo(53);
  }

  @Test
  void floatingKeysCompareAsInJava() {
    for (Supplier<Object> nan :
        List.<Supplier<Object>>of(
            () -> Double.NaN,
            () -> Float.NaN,
            () -> new Point(Double.NaN, 1),
            () -> new Pair("x", Float.NaN))) {
      GoMap<Object, Object> map = GoMap.seeded(0, 1);
      Object same = nan.get();
      map.put(same, 1);
      map.put(same, 2);
      assertThat(map.len()).isEqualTo(2);
      assertThat(map.containsKey(same)).isFalse();
      assertThat(map.get(same)).isNull();
      for (Object key : map.keySet()) map.delete(key);
      assertThat(map.len()).as("NaN survives a range that deletes").isEqualTo(2);
      assertThat(map).isValid();
      map.update(same, old -> old == null ? 1 : (Integer) old + 1);
      assertThat(map.len()).isEqualTo(3);
      assertThat(map.values()).containsExactlyInAnyOrder(1, 2, 1);
      map.clear();
      assertThat(map.len()).isZero();
    }
    GoMap<Object, Object> map = GoMap.make();
    map.put(new Point(0.0, -0.0f), 1);
    assertThat(map.get(new Point(-0.0, 0.0f))).isEqualTo(1);
    map.put(new Pair(0.0, 1), 2);
    assertThat(map.get(new Pair(-0.0, 1))).isEqualTo(2);
    assertThat(map.get(new Pair(-0.0f, 1))).as("another type").isNull();
    assertThat(map).isValid();
  }

  @Test
  void theNilMapDoesNotBehaveAsEmpty() {
    GoMap<Object, Object> nil = GoMap.nil();
    assertThat(nil.get("k")).isNull();
    assertThat(nil.access2("k").ok()).isFalse();
    assertThat(nil.len()).isZero();
    nil.delete("k");
    nil.clear();
    assertThat(nil.range().next()).isFalse();
    assertThat(nil.copy().isNil()).isTrue();
    assertThat(nil.keySet()).isEmpty();
    for (Object key : new Object[] {"k", 1, 1L, 1.0, null, new Object(), List.of()}) {
      assertThatThrownBy(() -> nil.put(key, 1))
          .isInstanceOfSatisfying(
              GoPanic.class,
              panic -> {
                assertThat(panic.words()).isEqualTo("assignment to entry in nil map");
                assertThat(panic.site().getFileName()).isEqualTo("GoMapFactsTest.java");
                assertThat(panic.getMessage())
                    .startsWith(panic.words())
                    .contains(panic.site() + "");
              });
    }
    assertThatThrownBy(() -> nil.update("k", old -> 1)).isInstanceOf(GoPanic.class);
    assertThatThrownBy(() -> nil.putAll(Map.of(1, 2))).hasMessageContaining("GoMapFactsTest.java");
    assertThatThrownBy(() -> nil.get(List.of())).hasMessageContaining("unhashable");
    assertThatThrownBy(() -> nil.delete(List.of())).hasMessageContaining("unhashable");
    assertThat(nil.len()).isZero();
    assertThat(nil).isValid();
    assertThat(GoMap.nil()).isValid();
  }

  @Test
  void anUnhashableKeyIsTaken() {
    Runnable lambda = () -> {};
    unhashable(new int[0], "int[]");
    unhashable(new String[0][0], "java.lang.String[][]");
    unhashable(new ArrayList<>(), "java.util.ArrayList");
    unhashable(new HashMap<>(), "java.util.HashMap");
    unhashable(GoMap.make(), "io.badmap.gomap.GoMap");
    unhashable(lambda, lambda.getClass().getTypeName());
    // The outermost type that can never be a key,
    unhashable(new WithSlice(1, List.of()), WithSlice.class.getTypeName());
    unhashable(new WithFunction(lambda), WithFunction.class.getTypeName());
    unhashable(new Outer("o", new WithSlice(1, List.of())), Outer.class.getTypeName());
    // but through interfaces inside comparable types, first field first.
    unhashable(new Pair(new int[0], new ArrayList<>()), "int[]");
    unhashable(new Pair(1, new ArrayList<>()), "java.util.ArrayList");
    unhashable(new Pair(1, new Pair(new HashSet<>(), 2)), "java.util.HashSet");
  }

  private static void unhashable(Object key, String type) {
    String message = "runtime error: hash of unhashable type " + type + " at ";
    for (GoMap<Object, Object> map : List.of(GoMap.make(), filled(1), filled(53))) {
      int len = map.len();
      for (Runnable operation :
          List.<Runnable>of(
              () -> map.put(key, 1),
              () -> map.get(key),
              () -> map.delete(key),
              () -> map.containsKey(key))) {
        assertThatThrownBy(operation::run)
            .isInstanceOf(GoPanic.class)
            .hasMessageStartingWith(message)
            .hasMessageContaining("GoMapFactsTest.java");
      }
      assertThat(map.len()).isEqualTo(len);
      assertThat(map).isValid();
    }
  }

  @Test
  void anEmptyMapChecksMoreThanPutDoes() {
    GoMap<Object, Object> map = GoMap.make();
    map.word |= GoMap.HASH_WRITING;
    assertThatCode(
            () -> {
              map.len();
              map.get("k");
              map.get(1.5);
              map.delete("k");
              map.range().next();
              map.keySet().iterator().hasNext();
              map.clear();
              map.copy();
            })
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> map.put("k", 1)).hasMessageStartingWith("concurrent map writes");
    assertThatThrownBy(() -> map.put(List.of(), 1)).hasMessageStartingWith("concurrent map writes");
    assertThatThrownBy(() -> map.update("k", old -> 1))
        .hasMessageStartingWith("concurrent map writes");
  }

  @Test
  void growthBeginsAtAnotherCount() {
    Set<Integer> expected = Set.of(9, 14, 27, 53, 105, 209, 417, 833, 1665);
    GoMap<Object, Object> map = GoMap.seeded(0, 3);
    for (int i = 1; i <= 2000; i++) {
      int b = map.stats().b();
      map.put(i, i);
      map.put(i, -i);
      assertThat(map.stats().b() != b).as("growth at %s", i).isEqualTo(expected.contains(i));
    }
    GoMap<Object, Object> full = filled(52);
    for (int i = 0; i < 52; i++) full.put(i, i);
    full.delete(999);
    assertThat(full).isGrowing(false).hasB(3);
  }

  @Test
  void thePutThatBeginsAGrowthEvacuatesNothing() {
    assertThat(filled(9)).isGrowing(false).hasB(1);
    assertThat(filled(14)).isGrowing(false).hasB(2);
    GoMap<Object, Object> map = filled(27);
    assertThat(map).isGrowing(true).hasB(3);
    assertThat(evacuated(map)).isBetween(1, 2);
  }

  private static int evacuated(GoMap<?, ?> map) {
    Buckets old = map.oldbuckets;
    if (old == null) return Integer.MAX_VALUE;
    int n = 0;
    for (int i = 0; i < old.size(); i++) if (Tophash.evacuated(old.top(i))) n++;
    return n;
  }

  @Test
  void readsAndRangesEvacuateOrWritesDoNot() {
    GoMap<Object, Object> map = filled(105);
    int before = evacuated(map);
    for (int i = 0; i < 200; i++) map.get(i);
    for (Range<Object, Object> r = map.range(); r.next(); ) assertThat(r.key()).isNotNull();
    assertThat(evacuated(map)).isEqualTo(before);
    map.put(1, "overwrite");
    assertThat(evacuated(map)).isBetween(before + 1, before + 2);
    before = evacuated(map);
    map.delete(-1);
    assertThat(evacuated(map)).isBetween(before + 1, before + 2);
    for (int i = 0; i < 16; i++) map.delete(-1);
    assertThat(map).isGrowing(false).isValid();
  }

  @Test
  void aHintMakesAnotherSize() {
    long[][] hintAndB = {
      {-1, 0},
      {0, 0},
      {8, 0},
      {9, 1},
      {13, 1},
      {14, 2},
      {26, 2},
      {27, 3},
      {52, 3},
      {53, 4},
      {1 << 20, 18},
      {Long.MAX_VALUE, 0},
      {Long.MIN_VALUE, 0},
      {1L << 40, 0}
    };
    for (long[] row : hintAndB) {
      GoMap<Object, Object> map = GoMap.make(row[0]);
      assertThat(map).hasB((int) row[1]);
      map.put("k", 1);
      assertThat(map).hasB((int) row[1]);
      if (row[1] < 10) assertThat(map).isValid();
    }
  }

  @Test
  void aMapShrinks() {
    GoMap<Object, Object> map = filled(1000);
    for (int i = 0; i < 1000; i++) map.delete(i);
    assertThat(map).hasB(7 + 1).isValid();
    map.put(1, 1);
    map.clear();
    assertThat(map).hasB(8).isValid();
  }

  @Test
  void theSeedStaysWhenTheMapEmpties() {
    GoMap<Object, Object> map = filled(3);
    int seed = map.hash0;
    map.delete(0);
    map.delete(1);
    assertThat(map.hash0).isEqualTo(seed);
    map.delete(2);
    assertThat(map.hash0).isNotEqualTo(seed);
    seed = map.hash0;
    map.clear();
    assertThat(map.hash0).as("an empty map is not cleared").isEqualTo(seed);
    map.put(1, 1);
    map.clear();
    assertThat(map.hash0).isNotEqualTo(seed);
    assertThat(map).isValid();
  }

  @Test
  void aCloneHasAnotherSeedOrTheSizeOfTheOriginal() {
    GoMap<Object, Object> map = filled(1000);
    for (int i = 20; i < 1000; i++) map.delete(i);
    GoMap<Object, Object> copy = map.copy();
    assertThat(copy.hash0).isEqualTo(map.hash0);
    assertThat(copy).hasB(2).isValid();
    assertThat((Map<Object, Object>) copy).isEqualTo(map);
    copy.put("only here", 1);
    assertThat(map.containsKey("only here")).isFalse();
  }

  @Test
  void theIteratorFlagsDoNotOutliveTheRange() {
    GoMap<Object, Object> map = filled(52);
    assertThat(map.stats().flags()).isEmpty();
    for (Range<Object, Object> r = map.range(); r.next(); ) assertThat(r.key()).isNotNull();
    assertThat(map.stats().flags()).containsExactly("iterator", "oldIterator");
    map.put(52, 1);
    assertThat(map.stats().flags()).containsExactly("oldIterator");
    map.clear();
    assertThat(map.stats().flags()).containsExactly("oldIterator");
  }

  @Test
  void aRangeIsNoRotation() {
    firstComesFirst(3, 0.75);
    firstComesFirst(8, 0.125);
  }

  private static void firstComesFirst(int n, double share) {
    GoMap<Object, Object> map = filled(n);
    int first = 0;
    int ranges = 8000;
    for (int i = 0; i < ranges; i++) {
      List<Object> order = new ArrayList<>(map.keySet());
      int at = order.indexOf(0);
      if (at == 0) first++;
      for (int k = 0; k < n; k++) assertThat(order.get((at + k) % n)).isEqualTo(k);
    }
    // Five standard deviations of 8,000 draws are 0.024 for 3/4 and 0.018 for 1/8.
    assertThat(first / (double) ranges).isBetween(share - 0.03, share + 0.03);
  }

  @Test
  void aFullTableShowsARangeWhatWasPutDuringIt() {
    for (int n : new int[] {8, 13, 26, 52, 104, 208}) {
      GoMap<Object, Object> map = filled(n);
      int seen = 0;
      for (Range<Object, Object> r = map.range(); r.next(); seen++) {
        assertThat((Integer) r.key()).isLessThan(n);
        map.put(n + seen, 0);
      }
      assertThat(seen).isEqualTo(n);
    }
  }

  @Test
  void aRangeThatDeletesAndPutsBackMissesWhatStayed() {
    GoMap<Object, Object> map = filled(100);
    Random random = new Random(1);
    Set<Object> seen = new HashSet<>();
    for (Range<Object, Object> r = map.range(); r.next(); ) {
      seen.add(r.key());
      int other = 50 + random.nextInt(50);
      map.delete(other);
      map.put(other, "back");
      assertThat(map).isValid();
    }
    for (int i = 0; i < 50; i++) assertThat(seen).contains(i);
  }

  @Test
  void aClearDoesNotStopAnOuterRange() {
    for (int n : new int[] {8, 27, 53, 105, 300}) {
      GoMap<Object, Object> map = filled(n);
      Range<Object, Object> r = map.range();
      assertThat(r.next()).isTrue();
      map.clear();
      assertThat(r.next()).isFalse();
      assertThat(map).isValid();
    }
  }

  @Test
  void aReadOfTheValueCopiesLate() {
    GoMap<Object, Object> map = filled(20);
    for (Range<Object, Object> r = map.range(); r.next(); ) {
      Object value = r.value();
      map.put(r.key(), "new");
      assertThat(r.value()).isEqualTo(value);
      map.delete(r.key());
      assertThat(r.key()).isNotNull();
    }
    assertThat(map.len()).isZero();
  }
}
