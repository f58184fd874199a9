package io.badmap.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.MisuseKind;
import io.badmap.gomap.GoMap;
import io.badmap.gomap.GoPanic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@WatchMaps
class MapScenarioTest {
  /** Few are needed; a busy machine may need many. */
  private static final int ROUNDS = 500_000;

  @TestFactory
  Stream<DynamicTest> misuseOfAHashMapThatIsNotMet() {
    return MapScenario.table(
        MapScenario.named("first write", HashMap<Integer, Integer>::new)
            .threads(2, (map, turn) -> map.put(turn.thread(), 1))
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES),
        MapScenario.named("growth", HashMap<Integer, Integer>::new)
            .threads(2, (map, turn) -> grow(map, turn))
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES),
        MapScenario.named("delete and range", MapScenarioTest::hundred)
            .thread(MapScenarioTest::deleteAndPut)
            .thread((map, turn) -> map.forEach((key, value) -> {}))
            .onOneMap()
            .rounds(ROUNDS)
            .shows(MisuseKind.ITERATION_AND_WRITE),
        MapScenario.named("access order", MapScenarioTest::accessOrdered)
            .threads(2, MapScenarioTest::getAll)
            .onOneMap()
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES));
  }

  @TestFactory
  Stream<DynamicTest> misuseOfAGoMapThatIsNotMet() {
    return MapScenario.table(
        MapScenario.named("write to a nil map", GoMap::<Integer, Integer>nil)
            .thread((map, turn) -> map.assign(1, 1))
            .throwing(GoPanic.class),
        MapScenario.named("first write", GoMap::<Integer, Integer>make)
            .threads(2, (map, turn) -> map.assign(turn.thread(), 1))
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES),
        MapScenario.named("growth", GoMap::<Integer, Integer>make)
            .threads(2, (map, turn) -> grow(map, turn))
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES));
  }

  @TestFactory
  Stream<DynamicTest> useInOrderThatIsTakenForMisuse() {
    return MapScenario.table(
        MapScenario.named("readers alone", MapScenarioTest::hundred)
            .threads(3, (map, turn) -> map.get(turn.below(200)))
            .showsNothing(),
        MapScenario.named("one lock", HashMap<Integer, Integer>::new)
            .threads(
                3,
                (map, turn) -> {
                  synchronized (map) {
                    grow(map, turn);
                  }
                })
            .showsNothing(),
        MapScenario.named("a concurrent map", ConcurrentHashMap<Integer, Integer>::new)
            .threads(3, MapScenarioTest::grow)
            .showsNothing());
  }

  @Test
  void theTestAroundAScenarioAnswersForWhatItShows(MisuseRecorder recorder) {
    ScenarioResult result =
        MapScenario.named("two writers", HashMap<Integer, Integer>::new)
            .threads(2, MapScenarioTest::grow)
            .rounds(ROUNDS)
            .shows(MisuseKind.WRITES)
            .run();
    assertThat(result.misuses()).isNotEmpty();
    assertThat(result.errors()).isEmpty();
    assertThat(recorder.misuses()).isEmpty();
  }

  @Test
  void theSameSeedGivesOtherNumbers() {
    assertThat(numbers(7)).isEqualTo(numbers(7)).isNotEqualTo(numbers(8)).hasSize(3 * 50);
  }

  private static Map<String, Integer> numbers(long seed) {
    Map<String, Integer> drawn = new ConcurrentHashMap<>();
    ScenarioResult result =
        MapScenario.named("draws", HashMap<Integer, Integer>::new)
            .threads(
                3,
                (map, turn) -> drawn.put(turn.round() + "/" + turn.thread(), turn.below(1_000_000)))
            .rounds(50)
            .seed(seed)
            .run();
    assertThat(result.seed()).isEqualTo(seed);
    return drawn;
  }

  @Test
  void anErrorOfAnOperationIsSwallowedOrTheSeedIsNotTold() {
    MapScenario<Map<Integer, Integer>> failing =
        MapScenario.named("fails", () -> (Map<Integer, Integer>) new HashMap<Integer, Integer>())
            .thread(
                (map, turn) -> {
                  throw new IllegalStateException("on purpose");
                })
            .rounds(3)
            .seed(42);
    assertThatThrownBy(failing::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("fails: 3 rounds, seed 42 (-Dbadmap.seed=42)")
        .hasMessageContaining("on purpose");
  }

  @Test
  void aScenarioThatDoesNotShowItsMisusePasses() {
    assertThatThrownBy(
            MapScenario.named("alone", HashMap<Integer, Integer>::new)
                    .thread(MapScenarioTest::grow)
                    .rounds(10)
                    .shows(MisuseKind.WRITES)
                ::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("does not show");
  }

  @Test
  void roundsOverlap() {
    List<Integer> rounds = new CopyOnWriteArrayList<>();
    MapScenario.named("in order", HashMap<Integer, Integer>::new)
        .threads(4, (map, turn) -> rounds.add(turn.round()))
        .rounds(100)
        .run();
    assertThat(rounds).isSorted().hasSize(400);
  }

  private static void grow(Map<Integer, Integer> map, Turn turn) {
    for (int i = 0; i < 50; i++) {
      map.put(turn.thread() * 1_000 + i, i);
    }
  }

  private static void getAll(Map<Integer, Integer> map, Turn turn) {
    for (int i = 0; i < 100; i++) {
      map.get(i);
    }
  }

  private static void deleteAndPut(Map<Integer, Integer> map, Turn turn) {
    Integer key = turn.below(100);
    map.remove(key);
    map.put(key, 1);
  }

  private static Map<Integer, Integer> hundred() {
    Map<Integer, Integer> map = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      map.put(i, i);
    }
    return map;
  }

  private static Map<Integer, Integer> accessOrdered() {
    Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
    map.putAll(hundred());
    return map;
  }
}
