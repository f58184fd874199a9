package io.badmap.agent.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.agent.options.OptionParser;
import io.badmap.agent.out.Stderr;
import io.badmap.agent.report.Frames;
import io.badmap.agent.report.MapNames;
import io.badmap.agent.report.MisuseReports;
import io.badmap.agent.report.Reporter;
import io.badmap.agent.report.Suppressions;
import io.badmap.agent.weave.Installer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a JVM that weaves nothing. */
class EventsTest {
  private static final String THREAD = "badmap-events";
  private static final Duration WINDOW = Duration.ofMillis(79);

  @TempDir private Path folder;

  private final CountDownLatch atWork = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** The thread of the events is at work on it until it may end. */
  private Object classes() throws InterruptedException {
    if (Thread.currentThread().getName().equals(THREAD)) {
      atWork.countDown();
      assertThat(mayEnd.await(60, TimeUnit.SECONDS)).isTrue();
    }
    return new Class<?>[0];
  }

  private Instrumentation instrumentation() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            EventsTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAllLoadedClasses" -> classes();
                  case "removeTransformer" -> true;
                  default -> null;
                });
  }

  private Events events(long leavingMillis) {
    Instrumentation instrumentation = instrumentation();
    Frames frames = new Frames((className, method) -> null, List.of());
    MapNames names = new MapNames(frames, name -> null);
    Stderr stderr = new Stderr();
    Reporter reporter =
        new Reporter(
            new Reporter.Parts(
                OptionParser.parse("", Map.of()).options(),
                new MisuseReports(frames, map -> -1, Instant.now()),
                names,
                Suppressions.none(),
                stderr,
                (text, loaders) -> {},
                () -> "",
                code -> {}));
    Installer installer = new Installer(instrumentation, null, List.of(), false, List.of());
    return new Events(
        new Events.Parts(
            instrumentation, installer, on -> {}, names, reporter, stderr, folder, WINDOW, false),
        Mode.OFF,
        leavingMillis);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .toList();
  }

  @Test
  void theAgentLeavesWhileTheThreadOfTheEventsIsAtWorkOrNeverAgain() throws Exception {
    Events events = events(1);
    for (int i = 0; i < 2; i++) {
      events.set(Mode.ALL, 1);
      assertThat(atWork.await(60, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(events::rest)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the recording is at work; detach again");
    }
    assertThat(events.mode()).isEqualTo(Mode.OFF);

    mayEnd.countDown();
    for (Thread thread : threads()) {
      thread.join();
    }

    events.rest();
    assertThat(threads()).isEmpty();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings())
        .noneMatch(recording -> recording.getName().contains(" 79 ms"));
  }

  @Test
  void whoSwitchesEventsOffIsRefusedOrLeavesAThread() {
    mayEnd.countDown();
    Events events = events(TimeUnit.SECONDS.toMillis(60));
    for (int i = 0; i < 3; i++) {
      events.set(Mode.ALL, 1);
      assertThat(threads()).hasSize(1);
      events.set(Mode.OFF, 1);
      assertThat(threads()).isEmpty();
    }
    events.rest();
  }
}
