package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Badmap;
import io.badmap.MisuseReport;
import io.badmap.Scope;
import io.badmap.Scopes;
import io.badmap.Side;
import io.badmap.agent.options.OptionParser;
import io.badmap.agent.out.Stderr;
import io.badmap.guard.Encounter;
import io.badmap.guard.Party;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test harness is told, which has to know of every test and not of every pair once. */
class ScopedReportsTest {
  private record Told(MisuseReport report, @Nullable Scope first, String text, String json) {}

  private final Map<String, String> map = new HashMap<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private Reporter reporter;

  /** A test that lets its threads go on, or not. */
  private static final class Work extends Scope {
    private final boolean stopping;
    private volatile boolean over;

    Work(boolean stopping) {
      this.stopping = stopping;
    }

    @Override
    public boolean isOver() {
      return over;
    }

    @Override
    public boolean stops(Side first, Side second) {
      return stopping;
    }
  }

  @BeforeEach
  void start() {
    Frames frames = new Frames(Stacks.NO_TABLE, List.of());
    reporter =
        new Reporter(
            new Reporter.Parts(
                OptionParser.parse("", Map.of()).options(),
                Stacks.reports(),
                new MapNames(frames, name -> null),
                Suppressions.none(),
                new Stderr(new ByteArrayOutputStream(), StandardCharsets.UTF_8),
                (text, loaders) -> written.add(text),
                () -> "",
                code -> {}));
    reporter.start();
    Scopes.flushWith(reporter::flush);
    open.add(
        Scopes.onMisuse(
            (report, first, second, text, json) -> told.add(new Told(report, first, text, json))));
  }

  @AfterEach
  void close() throws Exception {
    Scope.back(null);
    for (AutoCloseable each : open) {
      each.close();
    }
    reporter.close();
    Scopes.flushWith(nanos -> true);
  }

  /** The same two sites as ever, the first side captured by this thread. */
  private Encounter met() {
    Encounter any = Stacks.puts(map, 1, 2);
    Party first =
        new Party(
            Thread.currentThread(),
            any.first.stack,
            any.first.sighting,
            any.first.effect,
            any.first.locks);
    return new Encounter(map, any.timeMillis, first, any.second);
  }

  @Test
  void theSecondTestThatRunsIntoAKnownPairIsNotTold() {
    Scopes.nextRound();
    Work one = new Work(false);
    one.enter();
    assertThat(reporter.met(met(), true)).isNull();
    reporter.met(met(), true);
    assertThat(Badmap.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(told).extracting(Told::first).containsExactly(one);

    Scopes.nextRound();
    Work two = new Work(false);
    two.enter();
    reporter.met(met(), true);
    assertThat(Badmap.flush(Duration.ofSeconds(20))).isTrue();

    assertThat(told).extracting(Told::first).containsExactly(one, two);
    assertThat(told.get(1).text()).startsWith("fatal error: concurrent map writes\n");
    assertThat(told.get(1).json()).startsWith("{\"number\":1,");
    assertThat(written).hasSize(1);
  }

  @Test
  void threadsOfNoTestAreNotToldOfAgainInALaterRound() {
    Scopes.nextRound();
    reporter.met(met(), true);
    Scopes.nextRound();
    reporter.met(met(), true);
    reporter.met(met(), true);
    assertThat(Badmap.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(told).extracting(Told::first).containsExactly(null, null);
  }

  @Test
  void theScopeOfTheMeetingThreadDoesNotDecideWhetherItIsStopped() {
    Work letting = new Work(false);
    letting.enter();
    assertThat(reporter.met(met(), true)).isNull();
    letting.over = true;
    assertThat(reporter.met(met(), true)).isNotNull();
    new Work(true).enter();
    assertThat(reporter.met(met(), true)).isNotNull();
    assertThat(reporter.metAgain(met().first, map, true)).isNotNull();
    assertThat(reporter.met(met(), false)).isNull();
  }

  @Test
  void aThreadDoesNotHandItsScopeToTheThreadsItMakes() throws InterruptedException {
    Work work = new Work(false);
    Scope before = work.enter();
    List<Scope> seen = new CopyOnWriteArrayList<>();
    Thread child = new Thread(() -> seen.add(Scope.current()));
    Scope.back(before);
    child.start();
    child.join();
    assertThat(seen).containsExactly(work);
    assertThat(Scope.current()).isNull();
  }

  @Test
  void aFlushLeavesAReportWithOneSideWaiting() {
    Encounter full = met();
    reporter.met(new Encounter(map, full.timeMillis, full.first, null), true);
    assertThat(Badmap.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(told).hasSize(1);
    assertThat(written.get(0)).contains("side 2: unknown");
  }

  @Test
  void aFlushFromAListenerWaitsForItself() {
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    open.add(Badmap.onMisuse(report -> answers.add(Badmap.flush(Duration.ofSeconds(20)))));
    reporter.met(met(), true);
    Badmap.flush(Duration.ofSeconds(20));
    assertThat(answers).containsExactly(true);
  }
}
