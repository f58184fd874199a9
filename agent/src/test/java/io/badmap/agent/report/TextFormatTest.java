package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.HeldLock;
import io.badmap.Side;
import io.badmap.agent.options.Traceback;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormatTest {
  private static final HeldLock LOCK =
      new HeldLock(
          "java.util.concurrent.locks.ReentrantLock$NonfairSync",
          0x1f,
          Stacks.frame("com.acme.OrderService.load(OrderService.java:55)"));

  private static final Side FIRST =
      Stacks.side(
          "put",
          Effect.STRUCTURAL,
          "worker-2",
          31,
          false,
          List.of(),
          Stacks.put(),
          "com.acme.OrderService.update(OrderService.java:88)",
          "com.acme.Worker.run(Worker.java:12)");

  private static final Side SECOND =
      Stacks.side(
          "put",
          Effect.STRUCTURAL,
          "worker-1",
          30,
          true,
          List.of(LOCK),
          Stacks.put(),
          "com.acme.OrderService.load(OrderService.java:57)");

  private static String text(Traceback traceback, Side first, Side second) {
    return new TextFormat(traceback, ZoneOffset.UTC)
        .report(Stacks.report(first, second), List.of());
  }

  @Test
  void aReportReadsAsTheContractHasIt() {
    assertThat(text(Traceback.INVOLVED, FIRST, SECOND))
        .isEqualTo(
            """
            fatal error: concurrent map writes
            map java.util.HashMap@5e2de80c "OrderService.userCache" size 1042, watched since 12:00:03.114
            side 1: put, structural, in flight, thread "worker-2" #31
                at com.acme.OrderService.update(OrderService.java:88)
                at com.acme.Worker.run(Worker.java:12)
                holds: nothing
            side 2: put, structural, in flight, thread "worker-1" #30 (virtual on carrier ForkJoinPool-1-worker-1)
                at com.acme.OrderService.load(OrderService.java:57)
                holds: java.util.concurrent.locks.ReentrantLock@1f (OrderService.java:55)
            hint: side 2 writes under a lock, side 1 does not take it
            """);
  }

  @Test
  void singleShowsTheCallersOnly() {
    assertThat(text(Traceback.SINGLE, FIRST, SECOND))
        .contains("update(OrderService.java:88)\n    holds: nothing")
        .doesNotContain("Worker.run");
  }

  @Test
  void anUnknownSideIsCalledUnknown() {
    assertThat(text(Traceback.INVOLVED, FIRST, Side.unknown()))
        .contains("\nside 2: unknown\nhint: ");
  }

  @Test
  void unknownLocksAreCalledUnknown() {
    Side reader =
        Stacks.side(
            "get",
            Effect.NONE,
            "r",
            7,
            false,
            null,
            "java.util.HashMap.get(HashMap.java:560)",
            "com.acme.A.look(A.java:1)");

    assertThat(text(Traceback.INVOLVED, FIRST, reader))
        .contains(
            "side 2: get, in flight, thread \"r\" #7\n"
                + "    at com.acme.A.look(A.java:1)\n"
                + "    holds: unknown\n");
  }

  @Test
  void aThreadNameCannotBreakALine() {
    Side evil =
        Stacks.side(
            "put",
            Effect.VALUE,
            "a\n\"b\u2028",
            7,
            false,
            List.of(),
            Stacks.put(),
            "com.acme.A.x(A.java:1)");

    assertThat(text(Traceback.SINGLE, FIRST, evil))
        .contains("put, value only, in flight, thread \"a\\u000a\\\"b\\u2028\" #7\n");
  }

  @Test
  void allShowsTheOtherThreadsToo() {
    ThreadStack other =
        new ThreadStack(
            "main",
            1,
            Thread.State.TIMED_WAITING,
            List.of(Stacks.stack("com.acme.Main.main(Main.java:3)")));

    String text =
        new TextFormat(Traceback.ALL, ZoneOffset.UTC)
            .report(Stacks.report(FIRST, SECOND), List.of(other));

    assertThat(text)
        .endsWith("thread \"main\" #1, timed waiting\n    at com.acme.Main.main(Main.java:3)\n");
  }

  @Test
  void everySynchronizerIsCalledByTheLockThatAReaderKnows() {
    assertThat(TextFormat.lockClass("java.util.concurrent.locks.ReentrantReadWriteLock$FairSync"))
        .isEqualTo("java.util.concurrent.locks.ReentrantReadWriteLock");
    assertThat(TextFormat.lockClass("com.acme.Lock$Sync")).isEqualTo("com.acme.Lock$Sync");
  }

  @Test
  void theClosingLinesTellRepeatsNotesAndCounts() {
    Closing closing =
        new Closing(
            new Closing.Summary(5, 1, 2, 1, 1, 0, 0, 0, "12 classes, 214 entry points"),
            List.of(new Closing.Repeat(1, "a.B.c(B.java:1)", "a.B.d(B.java:2)", 2)),
            List.of("suppression in s.txt, line 3, was not used: a.*"));

    assertThat(new TextFormat(Traceback.INVOLVED, ZoneOffset.UTC).closing(closing))
        .isEqualTo(
            """
            badmap: report 1 (a.B.c(B.java:1) | a.B.d(B.java:2)) met again 2 times
            badmap: suppression in s.txt, line 3, was not used: a.*
            badmap: watched 12 classes, 214 entry points; conflicts: 5 met, 1 reported, 2 folded, 1 suppressed, 1 dropped
            """);
  }

  @Test
  void conflictsThatWereLetGoAreMissingFromTheSummary() {
    Closing.Summary summary = new Closing.Summary(18, 1, 2, 1, 1, 2, 4, 7, "12 classes");

    assertThat(
            new TextFormat(Traceback.INVOLVED, ZoneOffset.UTC)
                .closing(new Closing(summary, List.of(), List.of())))
        .endsWith(" 1 dropped, 2 value only, 4 left out by sampling, 7 let go by the breaker\n");
  }
}
