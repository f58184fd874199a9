package io.badmap.tools.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.tools.Recorded;
import io.badmap.tools.events.MapAccess;
import io.badmap.tools.events.MapAssign;
import io.badmap.tools.events.MapDelete;
import io.badmap.tools.events.MapMisuse;
import io.badmap.tools.events.MapOperation;
import io.badmap.tools.model.CreationSite;
import io.badmap.tools.model.MapLife;
import io.badmap.tools.model.Misuse;
import io.badmap.tools.model.Report;
import io.badmap.tools.model.Skew;
import io.badmap.tools.model.Waiter;
import io.badmap.tools.trace.Kind;
import io.badmap.tools.trace.TraceListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysisTest {
  /** Keeps the compiler from leaving out what is made. */
  @SuppressWarnings("unused")
  private static volatile Map<String, String> kept;

  @SuppressWarnings("unused")
  private static volatile byte[] garbage;

  @TempDir Path folder;

  @Test
  void whoWaitedForTheWritersMonitorIsNotTold() {
    Path file = Recorded.of(folder, () -> contend(false), "jdk.JavaMonitorEnter");
    List<Waiter> waiters = misuse(file).waiters();
    assertThat(waiters)
        .singleElement()
        .satisfies(
            waiter -> {
              assertThat(waiter.thread()).isEqualTo("waiter");
              assertThat(waiter.holder()).isEqualTo("writer");
              assertThat(waiter.lock()).isEqualTo("java.lang.Object");
              assertThat(waiter.sure()).isTrue();
              assertThat(waiter.nanos()).isPositive();
            });
  }

  @Test
  void whoWaitedForTheWritersLockIsNotTold() {
    Path file = Recorded.of(folder, () -> contend(true), "jdk.ThreadPark");
    assertThat(misuse(file).waiters())
        .anySatisfy(
            waiter -> {
              assertThat(waiter.thread()).isEqualTo("waiter");
              assertThat(waiter.holder()).isEqualTo("writer");
              assertThat(waiter.lock()).startsWith("java.util.concurrent.locks.ReentrantLock");
              assertThat(waiter.sure()).isFalse();
            });
  }

  /** A writer that holds a lock for which another thread waits, and a misuse by it meanwhile. */
  private static void contend(boolean lock) throws InterruptedException {
    Object monitor = new Object();
    ReentrantLock reentrant = new ReentrantLock();
    CountDownLatch held = new CountDownLatch(1);
    Thread[] waiting = new Thread[1];
    Thread writer =
        new Thread(
            () -> {
              if (lock) {
                reentrant.lock();
                hold(held, waiting, Thread.State.WAITING);
                reentrant.unlock();
              } else {
                synchronized (monitor) {
                  hold(held, waiting, Thread.State.BLOCKED);
                }
              }
            },
            "writer");
    Thread waiter =
        new Thread(
            () -> {
              if (lock) {
                reentrant.lock();
                reentrant.unlock();
              } else {
                synchronized (monitor) {
                  Recorded.operation(7, new MapAccess(), 3).commit();
                }
              }
            },
            "waiter");
    waiting[0] = waiter;
    writer.start();
    held.await();
    waiter.start();
    writer.join();
    waiter.join();
    MapMisuse misuse = Recorded.misuse(7, 1, Thread.currentThread(), writer);
    misuse.side2Locks =
        lock ? "java.util.concurrent.locks.ReentrantLock@1f" : "java.lang.Object@2f";
    misuse.commit();
  }

  private static void hold(CountDownLatch held, Thread[] waiting, Thread.State state) {
    held.countDown();
    while (waiting[0].getState() != state) Thread.onSpinWait();
    // A stretch of some length, since the one who waits is in it by now.
    LockSupport.parkNanos(2_000_000);
    Recorded.operation(7, new MapAssign(), 3).commit();
  }

  @Test
  void thePlaceWhereMapsAreMadeIsNotFound() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < 20_000_000; i++) {
                kept = makesMaps();
                if (i % 20 == 0) kept = makesFewMaps();
              }
            },
            "jdk.ObjectAllocationSample",
            "jdk.ObjectAllocationInNewTLAB");
    List<CreationSite> sites = analyze(file).creation().sites();
    assertThat(sites).isNotEmpty();
    assertThat(sites.get(0).site()).startsWith("AnalysisTest.makesMaps(AnalysisTest.java:");
    assertThat(sites.get(0).share()).isGreaterThan(0.5);
    assertThat(sites.get(0).classes()).contains("java.util.HashMap");
  }

  @Test
  void whatAThreadAllocatedBeforeTheRecordingCountsForThePlaceOfItsFirstMap() {
    for (int i = 0; i < 20_000; i++) {
      garbage = new byte[100_000];
    }
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < 5_000_000; i++) {
                kept = i < 500_000 ? makesFewMaps() : makesMaps();
              }
            },
            "jdk.ObjectAllocationSample");
    CreationSite first = analyze(file).creation().sites().get(0);
    assertThat(first.site()).startsWith("AnalysisTest.makesMaps(AnalysisTest.java:");
    assertThat(first.share()).isGreaterThan(0.5);
  }

  private static Map<String, String> makesMaps() {
    return new HashMap<>();
  }

  private static Map<String, String> makesFewMaps() {
    return new HashMap<>();
  }

  @Test
  void tenThousandThreadsAreTooMany() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < 10_000; i++) {
                int number = i;
                Recorded.inThread(
                    "thread " + i, () -> Recorded.operation(7, new MapAssign(), number).commit());
              }
            });
    Report report = analyze(file);
    assertThat(report.operations()).isEqualTo(10_000);
    assertThat(report.threads()).isEqualTo(10_000);
    assertThat(report.maps().get(0).writers()).isBetween(4_000, 10_000);
  }

  @Test
  void moreMapsThanFitAreForgottenUncounted() {
    int maps = 30_000;
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < maps; i++) {
                Recorded.operation(1_000 + i, new MapAccess(), i).commit();
                if (i % 100 == 0) Recorded.operation(7, new MapAccess(), i).commit();
              }
            });
    Report report = analyze(file);
    assertThat(report.maps().size() + report.mapsLeftOut()).isEqualTo(maps + 1);
    assertThat(report.maps().get(0).map().id()).isEqualTo(7);
    assertThat(report.maps().get(0).accesses()).isEqualTo(maps / 100);
  }

  @Test
  void operationsBeforeTheMisuseInTimeButBehindItInTheFileAreLeftOut() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              CountDownLatch recorded = new CountDownLatch(1);
              CountDownLatch misused = new CountDownLatch(1);
              // Its events lie in its own buffer until it ends.
              Thread late =
                  new Thread(
                      () -> {
                        Recorded.operation(7, new MapAssign(), 3).commit();
                        recorded.countDown();
                        awaitUninterrupted(misused);
                      },
                      "late");
              late.start();
              recorded.await();
              Recorded.inThread(
                  "reporter", () -> Recorded.misuse(7, 1, Thread.currentThread(), late).commit());
              misused.countDown();
              late.join();
            });
    assertThat(misuse(file).window().operations().count()).isEqualTo(1);
    assertThat(misuse(file).window().lanes()).contains("late");
  }

  @Test
  void aReportThatIsLateMovesTheWindowAwayFromTheMeeting() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              Thread met =
                  Recorded.inThread(
                      "met",
                      () -> {
                        MapAssign longOne = Recorded.operation(7, new MapAssign(), 3);
                        longOne.operation = "merge";
                        longOne.begin();
                        LockSupport.parkNanos(2_000_000);
                        longOne.commit();
                      });
              LockSupport.parkNanos(100_000_000);
              Recorded.misuse(7, 1, Thread.currentThread(), met).commit();
            });
    Settings settings = new Settings(Duration.ofMillis(5).toNanos(), null, null, false);
    Report report =
        new Analysis(settings, new TraceListener() {}, bytes -> {}).analyze(List.of(file));
    assertThat(report.misuses().get(0).window().operations().count()).isEqualTo(1);
    assertThat(report.misuses().get(0).at()).isLessThan(report.span().nanos() - 50_000_000);
  }

  @Test
  void theWindowEndsAtTheReportThoughTheMeetingIsTold() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              Recorded.operation(7, new MapAssign(), 3).commit();
              long met = System.nanoTime();
              LockSupport.parkNanos(20_000_000);
              Recorded.operation(7, new MapDelete(), 3).commit();
              long seen = System.nanoTime();
              LockSupport.parkNanos(100_000_000);
              Recorded.operation(7, new MapAccess(), 3).commit();
              MapMisuse late =
                  Recorded.misuse(7, 1, Thread.currentThread(), Thread.currentThread());
              late.meetingDuration = seen - met;
              late.sinceMeeting = System.nanoTime() - met;
              late.commit();
            });
    Settings settings = new Settings(Duration.ofMillis(20).toNanos(), null, null, false);
    Misuse misuse =
        new Analysis(settings, new TraceListener() {}, bytes -> {})
            .analyze(List.of(file))
            .misuses()
            .get(0);
    assertThat(misuse.window().operations().kind())
        .containsExactly(Kind.ASSIGN.ordinal(), Kind.DELETE.ordinal());
    long met = misuse.at();
    assertThat(misuse.window().operations().at()[0])
        .isLessThan(met)
        .isGreaterThan(met - 20_000_000);
  }

  @Test
  void theKeysOfAMapThatOrdersThemAreToldToCollide() {
    assertThat(skewOfUnhashed("java.util.TreeMap", -1, true)).isNull();
  }

  @Test
  void keysOfAGoMapWhoseHashIsNotKnownAreToldToCollide() {
    assertThat(skewOfUnhashed("io.badmap.gomap.GoMap", 64, true)).isNull();
  }

  /** HashMap asks for no hash code where it has no table. */
  @Test
  void keysThatAnEmptyMapWasAskedForAreToldToCollide() {
    assertThat(skewOfUnhashed("java.util.HashMap", 0, false)).isNull();
  }

  /** Twenty keys of the application, put or looked up. */
  private @Nullable Skew skewOfUnhashed(String mapClass, int capacity, boolean put) {
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < 20; i++) {
                MapOperation one =
                    Recorded.operation(7, put ? new MapAssign() : new MapAccess(), 0);
                one.mapClass = mapClass;
                one.capacity = capacity;
                one.bucket = -1;
                one.keyClass = "shop.Order";
                one.structural = put;
                one.commit();
              }
            });
    return analyze(file).maps().get(0).skew();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anOperationIsMissingFromTheHeatMap() {
    Path file =
        Recorded.of(
            folder,
            () -> {
              for (int i = 0; i < 5_000; i++) {
                Recorded.operation(7, new MapAssign(), i).commit();
                if (i % 1_000 == 0) LockSupport.parkNanos(40_000_000);
              }
            });
    Report report = analyze(file);
    MapLife map = report.maps().get(0);
    assertThat(Arrays.stream(map.heat().operations()).sum()).isEqualTo(5_000);
    assertThat(Arrays.stream(map.heat().writes()).sum()).isEqualTo(5_000);
    assertThat(Arrays.stream(map.heat().writers()).max()).hasValue(1);
    assertThat(report.span().columns()).isBetween(60, 120);
    assertThat(map.heat().operations()).hasSize(report.span().columns());
  }

  private Misuse misuse(Path file) {
    List<Misuse> misuses = analyze(file).misuses();
    assertThat(misuses).hasSize(1);
    return misuses.get(0);
  }

  private static Report analyze(Path file) {
    Settings settings = new Settings(Duration.ofSeconds(10).toNanos(), null, null, false);
    return new Analysis(settings, new TraceListener() {}, bytes -> {}).analyze(List.of(file));
  }
}
