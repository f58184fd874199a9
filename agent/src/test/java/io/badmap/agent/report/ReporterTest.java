package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.badmap.Badmap;
import io.badmap.Effect;
import io.badmap.MapMisuseError;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Side;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.options.Options;
import io.badmap.agent.out.Output;
import io.badmap.agent.out.Stderr;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private final Map<String, String> map = new HashMap<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final AtomicInteger exit = new AtomicInteger(-1);
  private Suppressions suppressions = Suppressions.none();
  private Output output = (text, loaders) -> written.add(text);
  private Reporter reporter;

  private Reporter reporter(String options, int queue) {
    Options parsed = OptionParser.parse(options, Map.of()).options();
    Frames frames = new Frames(Stacks.NO_TABLE, parsed.wrappers());
    reporter =
        new Reporter(
            new Reporter.Parts(
                parsed,
                Stacks.reports(),
                new MapNames(frames, name -> null),
                suppressions,
                new Stderr(console, StandardCharsets.UTF_8),
                output,
                () -> "12 classes",
                exit::set),
            queue);
    return reporter;
  }

  private Reporter started(String options) {
    Reporter started = reporter(options, 1024);
    started.start();
    return started;
  }

  @AfterEach
  void close() {
    reporter.close();
  }

  private void awaitWritten(int texts) {
    await().until(() -> written.size() == texts);
  }

  @Test
  void theMeetingThreadGetsAnErrorThatCarriesBothSidesAndTheReportIsPrinted() {
    MapMisuseError error = started("").met(Stacks.puts(map, 1, 2), true);

    assertThat(error)
        .hasMessage(
            "concurrent map writes: com.acme.A.first(A.java:1) and com.acme.A.second(A.java:2)");
    assertThat(error.report().size()).isEqualTo(1042);
    assertThat(error.report().number()).isEqualTo(1);
    awaitWritten(1);
    assertThat(written.get(0))
        .startsWith("fatal error: concurrent map writes\nmap java.util.HashMap@")
        .contains("at com.acme.A.first(A.java:1)\n", "at com.acme.A.second(A.java:2)\n");
  }

  @Test
  void aPairIsReportedOnceInEitherOrderAndItsRepeatsStillThrowAndAreToldAtExit() {
    Reporter reporter = started("summary=true");
    assertThat(reporter.met(Stacks.puts(map, 1, 2), true)).isNotNull();
    assertThat(reporter.met(Stacks.puts(map, 1, 2), true)).isNotNull();
    Encounter swapped = Stacks.puts(map, 1, 2);
    assertThat(
            reporter.met(
                new Encounter(map, swapped.timeMillis, swapped.second, swapped.first), true))
        .isNotNull();
    assertThat(reporter.met(Stacks.puts(map, 1, 3), true).report().number()).isEqualTo(2);

    reporter.close();

    assertThat(written).hasSize(3);
    assertThat(written.get(2))
        .isEqualTo(
            "badmap: report 1 (com.acme.A.first(A.java:1) | com.acme.A.second(A.java:2)) met again"
                + " 2 times\n"
                + "badmap: watched 12 classes; conflicts: 4 met, 2 reported, 2 folded, 0"
                + " suppressed, 0 dropped\n");
  }

  @Test
  void nobodyIsStoppedWhoMayNotBeOrWhenOnlyLogging() {
    assertThat(started("").met(Stacks.puts(map, 1, 2), false)).isNull();
    reporter.close();
    assertThat(started("action=log").met(Stacks.puts(map, 1, 2), true)).isNull();
    awaitWritten(2);
  }

  @Test
  void anUnknownSecondSideIsFoldedIntoAKnownPairOfItsCallerAndPrintedAsUnknownOtherwise() {
    Reporter reporter = started("");
    Encounter full = Stacks.puts(map, 1, 2);
    Encounter half = new Encounter(map, full.timeMillis, full.first, null);
    Encounter otherHalf = new Encounter(map, full.timeMillis, Stacks.puts(map, 7, 8).first, null);
    reporter.met(full, true);
    MapMisuseError folded = reporter.met(half, true);
    reporter.met(otherHalf, true);

    reporter.close();

    assertThat(folded.report().second().caller()).isNull();
    assertThat(written).hasSize(3);
    assertThat(written.get(1)).contains("side 2: unknown\n");
    assertThat(written.get(2)).contains("met again 1 time\n");
  }

  @Test
  void aConflictNobodyLookedIntoStopsOnlyAtASiteThatWasReported() {
    Reporter reporter = started("summary=true");
    Encounter full = Stacks.puts(map, 1, 2);
    assertThat(reporter.metAgain(full.first, map, true)).isNull();
    reporter.met(full, true);

    MapMisuseError again = reporter.metAgain(full.first, map, true);
    assertThat(reporter.metAgain(full.first, map, false)).isNull();
    reporter.close();

    assertThat(again).hasMessage("concurrent map writes: com.acme.A.first(A.java:1) and unknown");
    assertThat(written.get(1))
        .contains("met again 2 times", "4 met, 1 reported, 2 folded, 0 suppressed, 1 dropped");
  }

  @Test
  void aSuppressedPairDoesNotThrowAndIsCounted() {
    suppressions = Suppressions.parse("s", List.of("com.acme.A until=2099-01-01 reason=known"));
    Reporter reporter = started("summary=true");

    assertThat(reporter.met(Stacks.puts(map, 1, 2), true)).isNull();
    reporter.close();

    assertThat(written)
        .containsExactly(
            "badmap: watched 12 classes; conflicts: 1 met, 0 reported, 0 folded, 1 suppressed, 0"
                + " dropped\n");
  }

  @Test
  void structuralLeavesOutPairsInWhichNoSideIsKnownToBe() {
    Reporter reporter = started("writes=structural,summary=true");
    Encounter puts = Stacks.puts(map, 1, 2);
    Encounter values =
        new Encounter(
            map,
            puts.timeMillis,
            Stacks.party(Effect.STOPPED, List.of(), Stacks.put(), "com.acme.A.b(A.java:1)"),
            Stacks.party(Effect.VALUE, List.of(), Stacks.put(), "com.acme.A.c(A.java:2)"));

    assertThat(reporter.met(values, true)).isNull();
    assertThat(reporter.met(puts, true)).isNotNull();
    reporter.close();

    assertThat(written.get(1))
        .contains("2 met, 1 reported, 0 folded, 0 suppressed, 0 dropped, 1 value only");
  }

  /** Two that replace a value, at sites that {@link #OTHER} leaves out. */
  private Encounter values() {
    Encounter puts = Stacks.puts(map, 1, 2);
    return new Encounter(
        map,
        puts.timeMillis,
        Stacks.party(Effect.VALUE, List.of(), Stacks.put(), "com.acme.A.first(A.java:1)"),
        Stacks.party(Effect.VALUE, List.of(), Stacks.put(), "com.acme.A.second(A.java:2)"));
  }

  private static Options options(String text) {
    return OptionParser.parse(text, Map.of()).options();
  }

  private static final Suppressions OTHER =
      Suppressions.parse("s", List.of("com.acme.A until=2099-01-01 reason=known"));

  /** Goes by what it was given, until something happens in the midst of a decision. */
  private record Fixed(Options options, Runnable meanwhile, Admission admission) implements Judge {
    @Override
    public Admission admits(Party first) {
      meanwhile.run();
      return admission;
    }

    @Override
    public @Nullable Ruling ruling(
        Scope scope, Side first, Side second, @Nullable MisuseReport known) {
      return null;
    }

    @Override
    public void answered(Party first, boolean thrown) {}
  }

  private static Fixed judge(String options, Runnable meanwhile) {
    return new Fixed(options(options), meanwhile, Judge.Admission.ADMITTED);
  }

  @Test
  void aConflictIsDecidedByTheNewWritesAndTheOldSuppressionsOrTheOtherWayRound() {
    suppressions = OTHER;
    Reporter reporter = started("writes=all,summary=true");

    assertThat(reporter.met(values(), true)).isNull();
    // Each of the two leaves these out; with one half of each they would be reported.
    reporter.suppress(Suppressions.none());
    assertThat(reporter.met(values(), true)).isNull();
    reporter.change(options("writes=structural,summary=true"));
    assertThat(reporter.met(values(), true)).isNull();

    reporter.judgeBy(judge("writes=structural,summary=true", () -> {}));
    reporter.suppress(OTHER);
    reporter.change(options("writes=all,summary=true"));
    assertThat(reporter.met(values(), true)).isNull();
    reporter.judgeBy(judge("writes=all,summary=true", () -> {}));
    assertThat(reporter.met(values(), true)).isNull();
    reporter.suppress(Suppressions.none());
    reporter.change(options("writes=structural,summary=true"));
    assertThat(reporter.met(values(), true)).isNull();
    reporter.judgeBy(null);
    assertThat(reporter.met(values(), true)).isNull();
    reporter.close();

    assertThat(written).hasSize(1);
    assertThat(written.get(0)).contains("7 met, 0 reported, 0 folded, 4 suppressed, 0 dropped");
    assertThat(written.get(0)).contains("3 value only");
  }

  @Test
  void aConflictIsReportedThatComesWhileReportingIsSwitchedOnOrOff() {
    Reporter reporter = started("action=log");
    reporter.change(options("action=off"));
    Encounter puts = Stacks.puts(map, 1, 2);

    assertThat(reporter.met(puts, true)).isNull();
    assertThat(reporter.metAgain(puts.first, map, true)).isNull();
    assertThat(reporter.answers()).isFalse();
    assertThat(reporter.counts().met()).isZero();
    reporter.change(options("action=throw"));
    assertThat(reporter.met(puts, true)).isNotNull();
  }

  @Test
  void aChangeInTheMidstOfADecisionTakesPartInIt() {
    Reporter reporter = started("");
    Runnable change =
        () -> {
          reporter.suppress(OTHER);
          reporter.change(options("action=log,writes=all,summary=true"));
          reporter.judgeBy(judge("action=log,writes=all,summary=true", () -> {}));
        };
    reporter.judgeBy(judge("action=throw", change));

    assertThat(reporter.met(Stacks.puts(map, 1, 2), true)).isNotNull();
    assertThat(reporter.met(Stacks.puts(map, 1, 2), true)).isNull();
    reporter.close();

    assertThat(written.get(1)).contains("2 met, 1 reported, 0 folded, 1 suppressed, 0 dropped");
  }

  @Test
  void aReaderWhileBothChangeMeetsAMixture() throws Exception {
    suppressions = OTHER;
    Reporter reporter = started("writes=all");
    AtomicBoolean over = new AtomicBoolean();
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                while (!over.get()) {
                  reporter.met(values(), true);
                }
              });
      threads[i].start();
    }
    for (int n = 0; n < 20_000; n++) {
      reporter.suppress(n % 2 == 0 ? Suppressions.none() : OTHER);
      reporter.change(options(n % 2 == 0 ? "writes=structural" : "writes=all"));
    }
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(reporter.reported()).isZero();
    assertThat(reporter.suppressed()).isPositive();
  }

  @Test
  void aPairThatIsLeftOutNoMoreStaysUnreportedOrHasNoNumber() {
    suppressions = OTHER;
    Reporter reporter = started("summary=true");
    Encounter full = Stacks.puts(map, 1, 2);
    assertThat(reporter.met(full, true)).isNull();

    reporter.suppress(Suppressions.none());
    reporter.change(options("summary=true"));
    assertThat(reporter.metAgain(full.first, map, true)).isNull();
    assertThat(reporter.met(full, true).report().number()).isEqualTo(1);
    assertThat(reporter.metAgain(full.first, map, true).report().number()).isEqualTo(1);

    reporter.suppress(OTHER);
    reporter.change(options("summary=true"));
    assertThat(reporter.met(full, true)).isNull();
    assertThat(reporter.latest(10)).isEmpty();
    reporter.suppress(Suppressions.none());
    reporter.change(options("summary=true"));
    assertThat(reporter.met(full, true).report().number()).isEqualTo(1);
    reporter.close();

    assertThat(written.get(1))
        .contains("6 met, 1 reported, 2 folded, 2 suppressed, 1 dropped")
        .doesNotContain("was not used");
  }

  @Test
  void aConflictThatIsLetGoIsCountedNowhere() {
    Reporter reporter = started("");
    Options summary = options("summary=true");
    Encounter puts = Stacks.puts(map, 1, 2);
    reporter.judgeBy(new Fixed(summary, () -> {}, Judge.Admission.SAMPLED_OUT));
    assertThat(reporter.met(puts, true)).isNull();
    assertThat(reporter.metAgain(puts.first, map, true)).isNull();
    reporter.judgeBy(new Fixed(summary, () -> {}, Judge.Admission.PASSED));
    assertThat(reporter.met(puts, true)).isNull();

    assertThat(reporter.counts().met()).isEqualTo(3);
    assertThat(reporter.counts().sampledOut()).isEqualTo(2);
    assertThat(reporter.counts().passed()).isEqualTo(1);
    reporter.close();
    assertThat(written)
        .containsExactly(
            "badmap: watched 12 classes; conflicts: 3 met, 0 reported, 0 folded, 0 suppressed, 0"
                + " dropped, 2 left out by sampling, 1 let go by the breaker\n");
  }

  @Test
  void aDeepStackWeighsAsMuchAsAFlatOne() {
    Reporter reporter = reporter("action=log", 1024);
    reporter.met(Stacks.puts(map, 1, 2), true);
    long flat = reporter.bytesHeld();
    String[] deep = new String[500];
    Arrays.fill(deep, "com.acme.A.first(A.java:9)");
    deep[0] = Stacks.put();
    Encounter any = Stacks.puts(map, 3, 4);
    Party first = Stacks.party(Effect.STRUCTURAL, List.of(), deep);
    reporter.met(new Encounter(map, any.timeMillis, first, any.second), true);
    reporter.met(new Encounter(map, any.timeMillis, first, any.second), true);

    assertThat(reporter.bytesHeld() - 2 * flat).isEqualTo(498 * Pairs.BYTES_PER_FRAME);
    reporter.start();
    reporter.flush(60_000_000_000L);
    assertThat(reporter.bytesHeld())
        .isEqualTo(2 * Pairs.BYTES_PER_PAIR + 506 * Pairs.BYTES_PER_FRAME);
  }

  @Test
  void aFullQueueDropsWithoutWaitingAndThePairIsOfferedAgain() {
    Reporter reporter = reporter("action=log,summary=true", 1);
    reporter.met(Stacks.puts(map, 1, 2), true);
    reporter.met(Stacks.puts(map, 3, 4), true);
    reporter.start();
    awaitWritten(1);
    reporter.met(Stacks.puts(map, 3, 4), true);
    awaitWritten(2);

    reporter.close();

    assertThat(written.get(1)).contains("A.java:3");
    assertThat(written.get(2)).contains("3 met, 2 reported, 0 folded, 0 suppressed, 1 dropped");
  }

  @Test
  void aListenerThatThrowsIsToldOnceAndDisturbsNoOther() throws Exception {
    List<MisuseReport> told = new CopyOnWriteArrayList<>();
    try (AutoCloseable bad =
            Badmap.onMisuse(
                report -> {
                  throw new IllegalStateException("no");
                });
        AutoCloseable good = Badmap.onMisuse(told::add)) {
      Reporter reporter = started("");
      reporter.met(Stacks.puts(map, 1, 2), true);
      reporter.met(Stacks.puts(map, 3, 4), true);
      reporter.close();
      assertThat(bad).isNotSameAs(good);
    }

    assertThat(told).hasSize(2);
    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("threw java.lang.IllegalStateException; further failures")
        .hasLineCount(1);
    assertThat(written.get(2)).isEqualTo("badmap: listeners failed, 2 times\n");
  }

  @Test
  void haltPrintsAndThenEndsTheProcessWhileTheMeetingThreadWaits() {
    Reporter reporter = started("action=halt,exitcode=7");

    MapMisuseError error = reporter.met(Stacks.puts(map, 1, 2), true);

    assertThat(error).isNull();
    assertThat(written).hasSize(1);
    await().until(() -> exit.get() == 7);
  }

  @Test
  void haltDoesNotDependOnAReportThatNeverEnds() {
    CountDownLatch release = new CountDownLatch(1);
    output =
        (text, loaders) -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    Reporter reporter = started("action=halt");

    reporter.met(Stacks.puts(map, 1, 2), true);

    assertThat(exit).hasValue(2);
    release.countDown();
  }

  @Test
  void whatFailsInsideStaysInside() {
    Reporter reporter = started("summary=true");

    assertThat(reporter.met(new Encounter(map, 0, null, null), true)).isNull();
    reporter.close();

    assertThat(written.get(0))
        .startsWith("badmap: reporting itself failed, 1 times, first: java.lang.");
  }

  @Test
  void anOutputThatThrowsDoesNotEndTheReportingThread() {
    output =
        (text, loaders) -> {
          if (text.contains("A.java:1)")) {
            throw new IllegalStateException("broken");
          }
          written.add(text);
        };
    Reporter reporter = started("action=log");

    reporter.met(Stacks.puts(map, 1, 2), true);
    reporter.met(Stacks.puts(map, 3, 4), true);

    awaitWritten(1);
    assertThat(console.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "badmap: a report failed, java.lang.IllegalStateException: broken; further failures are"
                + " counted only\n");
  }

  @Test
  void theOtherThreadsAreShownOnRequest() {
    started("traceback=all").met(Stacks.puts(map, 1, 2), true);

    awaitWritten(1);
    assertThat(written.get(0)).contains("thread \"Finalizer\" #").doesNotContain("badmap-reporter");
  }

  @Test
  void warmingUpLeavesNoTrace() {
    Reporter reporter = started("summary=true");
    reporter.warmUp();
    reporter.close();

    assertThat(written)
        .containsExactly(
            "badmap: watched 12 classes; conflicts: 0 met, 0 reported, 0 folded, 0 suppressed, 0"
                + " dropped\n");
  }

  @Test
  void manyThreadsOfOnePairMakeOneReportAndLoseNoCount() throws Exception {
    Reporter reporter = started("summary=true");
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 2_000; n++) {
                  reporter.met(Stacks.puts(map, 1, 2), true);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    reporter.close();

    assertThat(written).hasSize(2);
    assertThat(written.get(1))
        .contains("met again 15999 times", "16000 met, 1 reported, 15999 folded");
  }
}
