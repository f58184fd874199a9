package io.badmap.gomap;

import static io.badmap.gomap.GoMapAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.badmap.Access;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import io.badmap.Sighting;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two threads in one map: a key stands still inside a write of the one until the other has met it.
 */
@Timeout(120)
class GoMapMisuseTest {
  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private final GoMap<Object, Object> map = GoMap.seeded(0, 1);
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    other.shutdown();
  }

  /** Equal to every other of its kind, and stands still when it is compared. */
  private final class Standing {
    private final boolean stands;

    Standing(boolean stands) {
      this.stands = stands;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object o) {
      if (stands) {
        inside.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return o instanceof Standing;
    }
  }

  /** Lets another thread stand inside a put, with the flag set. */
  private Future<?> writerInside() throws InterruptedException {
    map.put(new Standing(false), 1);
    map.put("a", 1);
    Future<?> writer = other.submit(() -> map.assign(new Standing(true), 2));
    inside.await();
    return writer;
  }

  private MisuseReport meets(MisuseKind kind, Runnable operation) {
    MapMisuseError error = catchThrowableOfType(MapMisuseError.class, operation::run);
    assertThat(error).isNotNull();
    assertThat(error)
        .hasMessageStartingWith(kind.message())
        .hasMessageContaining("GoMapMisuseTest.java:");
    MisuseReport report = error.report();
    assertThat(report.kind()).isEqualTo(kind);
    assertThat(report.first().sighting()).isEqualTo(Sighting.IN_FLIGHT);
    assertThat(report.first().caller().getClassName()).startsWith(GoMapMisuseTest.class.getName());
    assertThat(report.second().sighting()).isEqualTo(Sighting.UNKNOWN);
    assertThat(report.second().stack()).isEmpty();
    return report;
  }

  @Test
  void aWriteThatMeetsAWriteIsLetThrough() throws Exception {
    Future<?> writer = writerInside();
    MisuseReport report = meets(MisuseKind.WRITES, () -> map.put("b", 1));
    assertThat(report.first().operation()).isEqualTo("put");
    assertThat(report.first().access()).isEqualTo(Access.WRITE);
    assertThat(report.first().effect()).isEqualTo(Effect.STOPPED);
    meets(MisuseKind.WRITES, () -> map.delete("a"));
    meets(MisuseKind.WRITES, () -> map.delete("absent"));
    meets(MisuseKind.WRITES, () -> map.clear());
    meets(MisuseKind.WRITES, () -> map.update("a", old -> 1));
    goOn.countDown();
    writer.get();
    assertThat(map).isValid();
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.len()).isEqualTo(2);
  }

  @Test
  void aReadThatMeetsAWriteIsLetThrough() throws Exception {
    Future<?> writer = writerInside();
    MisuseReport report = meets(MisuseKind.READ_AND_WRITE, () -> map.get("a"));
    assertThat(report.first().operation()).isEqualTo("get");
    meets(MisuseKind.READ_AND_WRITE, () -> map.access2("absent"));
    meets(MisuseKind.READ_AND_WRITE, () -> map.containsKey(1.5));
    assertThat(map.len()).isEqualTo(2);
    goOn.countDown();
    writer.get();
    assertThat(map.get("a")).isEqualTo(1);
  }

  @Test
  void aStepOfAnIterationThatMeetsAWriteIsLetThrough() throws Exception {
    map.put("b", 1);
    map.put("c", 1);
    Range<Object, Object> begun = map.range();
    assertThat(begun.next()).isTrue();
    Iterator<Object> iterator = map.keySet().iterator();
    Future<?> writer = writerInside();
    meets(MisuseKind.ITERATION_AND_WRITE, () -> map.range());
    meets(MisuseKind.ITERATION_AND_WRITE, () -> begun.next());
    meets(MisuseKind.ITERATION_AND_WRITE, () -> iterator.next());
    goOn.countDown();
    writer.get();
    assertThat(begun.next()).isTrue();
  }

  @Test
  void aCloneThatMeetsAWriteIsLetThrough() throws Exception {
    Future<?> writer = writerInside();
    meets(MisuseKind.CLONE_AND_WRITE, () -> map.copy());
    goOn.countDown();
    writer.get();
    assertThat(map.copy().len()).isEqualTo(2);
  }

  @Test
  void theKeyIsHashedBeforeTheFlagIsLookedAt() throws Exception {
    writerInside();
    // With a write under way an unhashable key gives the fatal error, as in Go.
    meets(MisuseKind.READ_AND_WRITE, () -> map.get(List.of()));
    meets(MisuseKind.WRITES, () -> map.put(List.of(), 1));
    meets(MisuseKind.WRITES, () -> map.delete(List.of()));
  }

  @Test
  void aWriteInsideARead_isOnlySeenAtItsEntry() throws Exception {
    map.put(new Standing(false), 1);
    AtomicReference<Object> got = new AtomicReference<>();
    Future<?> reader = other.submit(() -> got.set(map.get(new Standing(true))));
    inside.await();
    // The reader stands in the map; a write that is still there when it leaves is found.
    map.word |= GoMap.HASH_WRITING;
    goOn.countDown();
    assertThatThrownBy(reader::get)
        .cause()
        .isInstanceOf(MapMisuseError.class)
        .hasMessageStartingWith("concurrent map read and map write");
    map.word &= ~GoMap.HASH_WRITING;
  }

  @Test
  void aReadThatAWriteBeganAndEndedInIsSilent() {
    map.put("a", 1);
    int before = map.word;
    map.put("b", 1);
    assertThat(map.changed(before)).isTrue();
    int unchanged = map.word;
    map.range();
    assertThat(map.changed(unchanged)).as("a range that begins is no write").isFalse();
  }

  @Test
  void aWriteWhoseFlagWasTakenAwayIsNotTold() throws Exception {
    Future<?> writer = writerInside();
    // What another write that began at the same time does at its end.
    map.word &= ~GoMap.HASH_WRITING;
    goOn.countDown();
    assertThatThrownBy(writer::get)
        .cause()
        .isInstanceOf(MapMisuseError.class)
        .hasMessageStartingWith("concurrent map writes");
  }

  @Test
  void twoThreadsThatWriteWithoutALockAreNeverCaught() throws Exception {
    AtomicReference<GoMap<Integer, Integer>> shared = new AtomicReference<>(GoMap.make());
    CountDownLatch caught = new CountDownLatch(1);
    Runnable writing =
        () -> {
          for (int i = 0; caught.getCount() > 0; i++) {
            try {
              shared.get().put(i & 0xffff, i);
            } catch (MapMisuseError e) {
              caught.countDown();
            } catch (RuntimeException damaged) {
              shared.set(GoMap.make());
            }
          }
        };
    Future<?> first = other.submit(writing);
    writing.run();
    first.get();
    assertThat(caught.getCount()).isZero();
  }

  @Test
  void threadsThatOnlyReadAreReported() throws Exception {
    GoMap<Integer, Integer> shared = GoMap.make();
    for (int i = 0; i < 10_000; i++) shared.put(i, i);
    Runnable reading =
        () -> {
          for (int round = 0; round < 20; round++) {
            int n = 0;
            for (Integer key : shared.keySet()) n += shared.get(key) == null ? 0 : 1;
            assertThat(n).isEqualTo(10_000);
          }
        };
    Future<?> first = other.submit(reading);
    reading.run();
    first.get();
  }

  @Test
  void writesUnderALockAreReported() throws Exception {
    GoMap<Integer, Integer> shared = GoMap.make();
    Runnable writing =
        () -> {
          for (int i = 0; i < 50_000; i++) {
            synchronized (shared) {
              shared.put(i, i);
              shared.get(i - 1);
              if (i % 3 == 0) shared.remove(i);
            }
          }
        };
    Future<?> first = other.submit(writing);
    writing.run();
    first.get();
    assertThat(shared).isValid();
  }

  @Test
  void threadsThatFailOnANilMapAreReported() throws Exception {
    GoMap<Object, Object> nil = GoMap.nil();
    Runnable failing =
        () -> {
          for (int i = 0; i < 5_000; i++) {
            Object key = i % 2 == 0 ? i : "key";
            assertThatThrownBy(() -> nil.put(key, 1)).isInstanceOf(GoPanic.class);
          }
        };
    Future<?> first = other.submit(failing);
    failing.run();
    first.get();
  }
}
