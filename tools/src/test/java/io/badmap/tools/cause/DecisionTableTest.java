package io.badmap.tools.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.tools.model.Finding;
import io.badmap.tools.model.Side;
import io.badmap.tools.trace.Kind;
import io.badmap.tools.trace.MarkSeen;
import io.badmap.tools.trace.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row with a case that it is made for, and with the nearest one that it is not. */
class DecisionTableTest {
  private static final long AT = 1_000_000_000;
  private static final long MS = 1_000_000;
  private static final int A = 1;
  private static final int B = 2;
  private static final int OTHER = 3;
  private static final String LOCK = "java.util.concurrent.locks.ReentrantLock@1f";

  private final List<Operation> operations = new ArrayList<>();
  private final List<MarkSeen> marks = new ArrayList<>();
  private long createdAt = -1;
  private int creator = -1;
  private String mapClass = "java.util.HashMap";

  @Test
  void bareWritersAreNotNamed() {
    Finding verdict = verdict(write("put"), write("put"));
    assertThat(verdict.cause()).isEqualTo("unguarded_writers");
    assertThat(verdict.evidence()).allMatch(line -> line.contains("holds no lock"));
    assertThat(verdict(write("put", LOCK), write("put")).cause()).isNotEqualTo("unguarded_writers");
  }

  @Test
  void aBareReaderIsNotNamed() {
    assertThat(verdict(read("get"), write("put", LOCK)).cause())
        .isEqualTo("writer_guarded_reader_bare");
    assertThat(verdict(write("put", LOCK), read("get")).cause())
        .isEqualTo("writer_guarded_reader_bare");
    assertThat(verdict(read("get", LOCK), write("put")).cause()).isEqualTo("one_side_bare");
    assertThat(verdict(read("get"), write("put")).cause()).isEqualTo("unguarded_reader_and_writer");
  }

  @Test
  void differentLocksAreNotNamedOrACommonOneIsOverlooked() {
    assertThat(verdict(read("get", "java.lang.Object@2"), write("put", LOCK)).cause())
        .isEqualTo("different_locks");
    Finding common =
        verdict(read("get", LOCK + " (A.java:3)", "a.B@1"), write("put", LOCK + " (C.java:9)"));
    assertThat(common.cause()).isEqualTo("undecided");
    assertThat(common.evidence()).anyMatch(line -> line.contains("lock in common"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.ForkJoinTask.doExec(ForkJoinTask.java:387)",
        "java.base/java.util.concurrent.ForkJoinTask.doExec(ForkJoinTask.java:387)"
      })
  void aParallelStreamIsNotNamed(String task) {
    Side side =
        stack(
            write("put"),
            "java.util.HashMap.put(HashMap.java:618)",
            "shop.Main.lambda$0(Main.java:8)",
            "java.util.stream.ForEachOps$ForEachTask.compute(ForEachOps.java:290)",
            task);
    assertThat(verdict(side, side).cause()).isEqualTo("parallel_stream");
    Side sequential =
        stack(write("put"), "java.util.stream.ReferencePipeline.forEach(ReferencePipeline.java:9)");
    assertThat(verdict(sequential, sequential).cause()).isEqualTo("unguarded_writers");
  }

  @Test
  void aReadThatWritesIsNotNamed() {
    mapClass = "java.util.LinkedHashMap";
    assertThat(verdict(write("get"), write("get")).cause()).isEqualTo("read_that_writes");
    Side weak =
        stack(
            write("size"),
            "java.util.WeakHashMap.expungeStaleEntries(WeakHashMap.java:310)",
            "java.util.WeakHashMap.size(WeakHashMap.java:350)");
    assertThat(verdict(weak, read("get")).cause()).isEqualTo("read_that_writes");
    assertThat(verdict(write("putIfAbsent"), read("get")).cause()).isNotEqualTo("read_that_writes");
  }

  @Test
  void aViewWithoutItsWrappersLockIsNotNamed() {
    String wrapper = "java.util.Collections$SynchronizedMap@7";
    Side bare = side("next", "iteration", "none", List.of());
    assertThat(verdict(bare, write("put", wrapper)).cause()).isEqualTo("view_without_wrapper_lock");
    Side locked = side("next", "iteration", "none", List.of(wrapper));
    assertThat(verdict(locked, write("put", wrapper)).cause())
        .isNotEqualTo("view_without_wrapper_lock");
  }

  @Test
  void aWriteWhileAnotherThreadGrowsTheMapIsNotNamed() {
    operation(Kind.ASSIGN, A, AT - 3 * MS, 4 * MS, 3);
    marks.add(new MarkSeen(AT - 2 * MS, 0, "grow", A, 0, 16, 32, 0));
    Finding verdict = verdict(write("put"), write("put"));
    assertThat(verdict.cause()).isEqualTo("write_while_growing");
    assertThat(verdict.evidence().get(0)).contains("\"thread 1\" was growing the map, 16 to 32");
    assertThat(verdict.evidence().get(1)).contains("side 2");
  }

  @Test
  void aGrowthThatWasOverIsBlamed() {
    operation(Kind.ASSIGN, A, AT - 4 * MS, MS, 3);
    operation(Kind.ASSIGN, A, AT - 2 * MS, MS, 3);
    marks.add(new MarkSeen(AT - 4 * MS + 10, 0, "grow", A, 0, 16, 32, 0));
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("unguarded_writers");
    marks.clear();
    marks.add(new MarkSeen(AT - MS, 0, "grow", OTHER, 0, 16, 32, 0));
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("unguarded_writers");
  }

  @Test
  void aFirstWriteRaceIsNotNamed() {
    marks.add(new MarkSeen(AT - MS, 0, "grow", A, 0, 0, 16, 0));
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("first_write_race");
    marks.clear();
    createdAt = AT - 7 * MS;
    creator = OTHER;
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("first_write_race");
    operation(Kind.ASSIGN, OTHER, AT - 6 * MS, 100, 3);
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("unguarded_writers");
  }

  @Test
  void aMapThatHasBeenWrittenToIsCalledFresh() {
    createdAt = AT - 4 * MS;
    creator = OTHER;
    operation(Kind.ASSIGN, A, AT - MS, 2 * MS, 3);
    operation(Kind.ASSIGN, B, AT - MS / 2, 100, 3);
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("first_write_race");
    operation(Kind.ASSIGN, B, AT - 100, 3 * MS, 3);
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("unguarded_writers");
    operations.clear();
    operation(Kind.ASSIGN, OTHER, AT - 3 * MS, 100, 3);
    operation(Kind.ASSIGN, A, AT - MS, 2 * MS, 3);
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("unguarded_writers");
  }

  @Test
  void aWriteToAnEvacuatedBucketIsNotNamed() {
    mapClass = "io.badmap.gomap.GoMap";
    marks.add(new MarkSeen(AT - MS, 0, "grow_work", A, 0, 3, 4, 8));
    operation(Kind.ASSIGN, B, AT - 2 * MS, 3 * MS, 11);
    assertThat(verdict(write("put"), write("put")).cause()).isEqualTo("write_to_evacuated_bucket");
    operations.clear();
    operation(Kind.ASSIGN, B, AT - 2 * MS, 3 * MS, 12);
    assertThat(verdict(write("put"), write("put")).cause())
        .isNotEqualTo("write_to_evacuated_bucket");
  }

  @Test
  void aMapThatIsSeenWhileItsMakerFillsItIsNotNamed() {
    createdAt = AT - 4 * MS;
    creator = A;
    operation(Kind.ASSIGN, A, AT - 3 * MS, 100, 3);
    Finding verdict = verdict(write("put"), read("get"));
    assertThat(verdict.cause()).isEqualTo("published_before_filled");
    operation(Kind.ASSIGN, OTHER, AT - 2 * MS, 100, 3);
    assertThat(verdict(write("put"), read("get")).cause()).isEqualTo("unguarded_reader_and_writer");
  }

  @Test
  void anUnknownSideIsGivenACause() {
    Side unknown = new Side("", "", "", "unknown", "", -1, "", List.of(), null);
    Finding verdict = verdict(read("get"), unknown);
    assertThat(verdict.cause()).isEqualTo("undecided");
    assertThat(verdict.evidence()).contains("side 2 could not be told");
  }

  private Finding verdict(Side first, Side second) {
    Case misuse =
        new Case(
            mapClass,
            AT,
            createdAt,
            creator,
            operations.isEmpty() ? Long.MAX_VALUE : operations.get(0).start(),
            first,
            second,
            A,
            B,
            operations,
            marks,
            number -> "thread " + number);
    return DecisionTable.findings(misuse).get(0);
  }

  private void operation(Kind kind, int thread, long start, long nanos, int bucket) {
    operations.add(
        new Operation(start, nanos, kind, thread, 0, 0, 0, 1, 16, bucket, bucket, Operation.VALUE));
  }

  private static Side write(String operation, String... locks) {
    return side(operation, "write", "structural", List.of(locks));
  }

  private static Side read(String operation, String... locks) {
    return side(operation, "read", "none", List.of(locks));
  }

  private static Side side(String operation, String access, String effect, List<String> locks) {
    return new Side(
        operation, access, effect, "in flight", "t", 1, "shop.A.b(A.java:1)", List.of(), locks);
  }

  private static Side stack(Side side, String... frames) {
    return new Side(
        side.operation(),
        side.access(),
        side.effect(),
        side.sighting(),
        side.thread(),
        side.threadId(),
        side.site(),
        List.of(frames),
        side.locks());
  }
}
