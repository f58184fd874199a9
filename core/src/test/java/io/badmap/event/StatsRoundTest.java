package io.badmap.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.internal.misc.Unsafe;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StatsRoundTest {
  private static final Unsafe U = Unsafe.getUnsafe();

  @TempDir private Path folder;

  private final RecordedMaps known = new RecordedMaps();
  private final StatsRound round = new StatsRound(known);
  private final List<Object> kept = new ArrayList<>();

  private RecordedMap use(Object map) {
    kept.add(map);
    RecordedMap recorded = known.of(map, System.identityHashCode(map));
    recorded.count(true);
    return recorded;
  }

  /** What is told in so many periods. */
  private List<RecordedEvent> told(int periods) throws IOException {
    Path file = folder.resolve("told.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(MapStats.class);
      recording.start();
      for (int i = 0; i < periods; i++) {
        round.run();
      }
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("io.badmap.MapStats"))
        .toList();
  }

  private static Map<Integer, Integer> filled(Map<Integer, Integer> map, int size) {
    for (int i = 0; i < size; i++) {
      map.put(i, i);
    }
    return map;
  }

  @Test
  void onePeriodTellsOfMoreMapsThanItMayOrSomeMapsAreNeverTold() throws IOException {
    for (int i = 0; i < 2 * StatsRound.MOST_MAPS + 500; i++) {
      use(new TreeMap<String, String>());
    }
    List<RecordedEvent> first = told(1);
    assertThat(first).hasSize(StatsRound.MOST_MAPS);
    List<RecordedEvent> all = new ArrayList<>(first);
    all.addAll(told(2));
    assertThat(all)
        .extracting(event -> event.getLong("mapId"))
        .hasSize(kept.size())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMapThatIsNotUsedIsToldAgainOrOneThatIsUsedAgainIsNot() throws IOException {
    Map<Integer, Integer> map = filled(new HashMap<>(), 3);
    use(map);
    assertThat(told(2)).singleElement().satisfies(event -> assertSize(event, 3));
    assertThat(told(2)).isEmpty();
    map.put(7, 7);
    use(map);
    assertThat(told(2)).singleElement().satisfies(event -> assertSize(event, 4));
  }

  private static void assertSize(RecordedEvent event, int size) {
    assertThat(event.getInt("size")).isEqualTo(size);
  }

  @Test
  void aLargeTableIsWalkedToItsEndOrASmallOneIsNot() throws IOException {
    use(filled(new HashMap<>(), 3000));
    assertThat(told(1))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("capacity")).isEqualTo(Shape.MOST_BINS);
              assertThat(event.getInt("binsRead")).isEqualTo(Shape.MOST_BINS);
              assertThat(event.getInt("longestChain")).isEqualTo(1);
            });
    use(filled(new LinkedHashMap<>(), 100_000));
    assertThat(told(1))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("capacity")).isEqualTo(1 << 18);
              assertThat(event.getInt("binsRead")).isEqualTo(Shape.MOST_BINS);
              assertThat(event.getInt("longestChain")).isEqualTo(1);
            });
  }

  @Test
  void onePeriodWalksAllLargeMaps() throws IOException {
    for (int i = 0; i < 40; i++) {
      use(filled(new HashMap<>(Shape.MOST_BINS), 1));
    }
    assertThat(told(1)).hasSizeBetween(2, StatsRound.MOST_STEPS / Shape.MOST_BINS);
    assertThat(told(4)).hasSizeGreaterThan(20);
  }

  @Test
  void onePeriodWalksTheEntriesOfAllMapsOrLeavesSomeMapsOutForGood() throws IOException {
    int entries = 3_000;
    for (int i = 0; i < 40; i++) {
      use(filled(new HashMap<>(Shape.MOST_BINS), entries));
    }
    List<RecordedEvent> all = new ArrayList<>();
    for (int period = 0; period < 10; period++) {
      List<RecordedEvent> told = told(1);
      int bins = told.stream().mapToInt(event -> event.getInt("binsRead")).sum();
      assertThat(bins).isEqualTo(told.size() * Shape.MOST_BINS);
      assertThat(bins + told.size() * entries).isLessThanOrEqualTo(StatsRound.MOST_STEPS);
      all.addAll(told);
    }
    assertThat(all).extracting(event -> event.getLong("mapId")).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aChainThatHasLostARaceIsWalkedForEver() throws IOException {
    HashMap<String, String> looped = new HashMap<>();
    looped.put("Aa", "");
    looped.put("BB", "");
    long table = U.objectFieldOffset(HashMap.class, "table");
    for (Object bin : (Object[]) U.getReference(looped, table)) {
      if (bin != null) {
        long next = U.objectFieldOffset(bin.getClass(), "next");
        U.putReference(U.getReference(bin, next), next, bin);
      }
    }
    for (int i = 0; i < 20; i++) {
      use(i == 10 ? looped : filled(new HashMap<>(), i));
    }
    assertThat(told(1))
        .hasSize(20)
        .filteredOn(event -> event.getInt("longestChain") > 20)
        .singleElement()
        .satisfies(event -> assertThat(event.getInt("longestChain")).isLessThan(Shape.MOST_STEPS));
  }

  @Test
  void aMapThatOthersChangeMakesItFail() throws InterruptedException {
    Map<Integer, Integer> map = new HashMap<>();
    RecordedMap recorded = use(map);
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              while (!over.get()) {
                filled(map, 20_000).clear();
                filled(map, 10).keySet().removeIf(key -> key > 3);
              }
            });
    long lost = Losses.count();
    writer.start();
    try (Recording recording = new Recording()) {
      recording.enable(MapStats.class);
      recording.start();
      for (int i = 0; i < 5000; i++) {
        recorded.count(false);
        round.run();
      }
    } finally {
      over.set(true);
      writer.join();
    }
    assertThat(Losses.count()).isEqualTo(lost);
  }
}
