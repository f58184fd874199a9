package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

class OperationTest {
  @Test
  void everyBenchmarkHasItsRowAndEveryRowItsBenchmark() {
    Set<String> benchmarks =
        Stream.of(MapOps.class, CousinOps.class, OtherMapOps.class, Shared.class, ListOps.class)
            .flatMap(type -> Stream.of(type.getMethods()))
            .filter(method -> method.isAnnotationPresent(Benchmark.class))
            .map(Method::getName)
            .collect(Collectors.toSet());
    List<String> rows =
        Stream.concat(Operation.ALL.stream(), Operation.LISTS.stream())
            .map(Operation::method)
            .toList();
    assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(benchmarks);
  }

  @Test
  void aSearchFindsAnOperationByItsLabelOrItsMethod() {
    Pattern byLabel = Pattern.compile("fresh map");
    Pattern byMethod = Pattern.compile("sharedGet");
    assertThat(Operation.ALL.stream().filter(op -> op.matches(byLabel))).hasSize(1);
    assertThat(Operation.ALL.stream().filter(op -> op.matches(byMethod))).hasSize(1);
  }

  @Test
  void theNameForJmhDoesNotTakeALongerOneAlong() {
    Operation get = new Operation("get", MapOps.class, "get", 1);
    Pattern include = Pattern.compile(get.include());
    assertThat(include.matcher(MapOps.class.getName() + ".get").find()).isTrue();
    assertThat(include.matcher(MapOps.class.getName() + ".getHit").find()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void probesAreEqualToTheKeysAndMissesAreNot(KeyKind kind) {
    Object[] stored = kind.keys(0, 1000);
    Map<Object, Integer> map = Flavor.UNSYNCHRONIZED.map();
    for (Object key : stored) {
      map.put(key, 1);
    }
    assertThat(map).hasSize(1000);
    Probes present = kind.probes(stored);
    Probes absent = kind.probes(kind.keys(1000, 1000));
    for (int i = 0; i < 1000; i++) {
      map.remove(absent.next());
    }
    assertThat(map).as("after removing what is not in it").hasSize(1000);
    for (int i = 0; i < 1000; i++) {
      map.remove(present.next());
    }
    assertThat(map).as("after removing each key once").isEmpty();
  }
}
