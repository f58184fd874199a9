package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.faults.app.ExitInside;
import io.badmap.it.faults.app.FullHeap;
import io.badmap.it.faults.app.Hardships;
import io.badmap.it.faults.app.LongInside;
import io.badmap.it.faults.app.SettingsInMain;
import io.badmap.it.faults.app.Signals;
import io.badmap.it.faults.app.VirtualCrowd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications that make it hard for whoever is inside their map operations. */
class HardshipsIT {
  private static final String REPORT = "fatal error: concurrent map ";

  /** Flags that change how the JVM runs code, in words of its command line. */
  static Stream<Arguments> flagsOnEachJdk() {
    List<String> flags =
        List.of(
            "-Xint",
            "-XX:TieredStopAtLevel=1",
            "-Xcomp -XX:CompileThresholdScaling=10",
            "-XX:+UseSerialGC -Xss256k",
            "-XX:+UseZGC",
            "-XX:-UseCompressedOops");
    return Jdks.all().stream()
        .flatMap(jdk -> flags.stream().map(words -> Arguments.of(words, jdk)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aKeyThatThrowsOverflowsOrIsSlowIsReportedOrLeavesTheMapUnusable(Jdk jdk) {
    Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, ""), Hardships.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFunctionThatOutlivesTheEncounterWithItIsMissedOrLeavesItsMapMarked(Jdk jdk) {
    JvmRun plain = Jvm.plain(jdk).run(LongInside.class);
    assertThat(plain.stderr()).as(plain.told()).contains("ConcurrentModificationException");

    JvmRun run = Jvm.guarded(jdk, "action=log,summary=true").run(LongInside.class);
    assertThat(run.stdout()).as(run.told()).isEqualTo(plain.stdout());
    assertThat(run.stderr())
        .as(run.told())
        .contains(REPORT + "writes")
        .containsPattern("side 1: put, .*in flight, thread \"main\"")
        .containsPattern("side 2: (computeIfAbsent|write), .*, in flight, thread \"Thread-0\"")
        .contains("LongInside.lambda$compute$")
        .contains(" 1 met, 1 reported, ");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("flagsOnEachJdk")
  void aFlagOfTheJvmMakesTheHooksMisbehave(String flags, Jdk jdk) {
    String[] words = flags.split(" ");
    Harm.none(
        Jvm.plain(jdk).with(words),
        Jvm.guarded(jdk, "").with(words),
        Hardships.class,
        "throwing",
        "overflow");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aStackThatIsUsedUpAtOnceTakesAClassAwayFromTheHooks(Jdk jdk) {
    Harm.none(
        Jvm.plain(jdk).with("-Xint"),
        Jvm.guarded(jdk, "").with("-Xint"),
        Hardships.class,
        "early",
        "throwing");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anOutOfMemoryErrorInsideAnOperationLeavesTheMapMarked(Jdk jdk) {
    Harm.none(
        Jvm.plain(jdk).with("-Xmx48m"),
        Jvm.guarded(jdk, "").with("-Xmx48m"),
        Hardships.class,
        "memory");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aHeapThatIsFullWhileTheAgentComesKeepsItOutForGood(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").with("-Xmx48m").run(FullHeap.class);
    assertThat(run.stdout()).as(run.told()).contains("hoard: large").contains("stopped: true");
    assertThat(run.stderr())
        .as(run.told())
        .startsWith(REPORT)
        .contains("map java.util.TreeMap@")
        .contains("FullHeap.change");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theAgentUsesTheServerOrClientOfTheJdkBeforeMainHasMadeItsSettings(Jdk jdk) {
    JvmRun plain = Jvm.plain(jdk).run(SettingsInMain.class);
    assertThat(plain.stdout()).isEqualTo("1 headers of acme\ntoo many headers\n");
    JvmRun run =
        Jvm.guarded(jdk, "metrics=127.0.0.1:0,otlp=http://127.0.0.1:9").run(SettingsInMain.class);
    assertThat(run.stderr()).startsWith("badmap: metrics: http://127.0.0.1:").hasLineCount(1);
    assertThat(run.stdout()).as(run.told()).isEqualTo(plain.stdout());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anExitInsideAnOperationHangsOrChangesItsCode(Jdk jdk) {
    JvmRun run = Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, ""), ExitInside.class);
    assertThat(run.exitCode()).as(run.told()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aConflictEatsAnInterruptOrAPermit(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(Signals.class);
    List<String> own = Harm.ownLines(Jvm.plain(jdk).run(Signals.class), run);
    assertThat(own).as(run.told()).anyMatch(line -> line.startsWith(REPORT)).contains("stopped");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithVirtualThreads")
  void tenThousandVirtualThreadsWithALockAreReported(Jdk jdk) {
    Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, ""), VirtualCrowd.class);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksWithVirtualThreads")
  void aMisuseAmongTenThousandVirtualThreadsIsMissed(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(VirtualCrowd.class, "bare");
    assertThat(run.stdout()).as(run.told()).isEqualTo("stopped: true" + System.lineSeparator());
    assertThat(run.stderr())
        .contains(REPORT + "writes")
        .contains("VirtualCrowd.changeUnlocked")
        .contains("(virtual");
  }

  static Stream<Jdk> jdksWithVirtualThreads() {
    return Jdks.all().stream().filter(jdk -> jdk.version().feature() >= 21);
  }
}
