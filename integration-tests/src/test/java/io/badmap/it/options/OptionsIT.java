package io.badmap.it.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import io.badmap.it.faults.Harm;
import io.badmap.it.faults.app.Collision;
import io.badmap.it.faults.app.Hello;
import io.badmap.it.faults.app.StructuralRace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each option does, and which of several places to set it wins. */
class OptionsIT {
  private static final String REPORT = "fatal error: concurrent map writes";
  private static final String STORE = "io.badmap.it.faults.app.Store";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void throwStopsNobodyOrTheWrongThread(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(Collision.class);
    assertThat(run.lines())
        .as(run.told())
        .containsExactly(
            "second: io.badmap.MapMisuseError", "second: finally", "main ends", "hook ran");
    assertThat(run.exitCode()).isZero();
    assertThat(run.stderr()).as(run.told()).containsOnlyOnce(REPORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void haltRunsDeferredCodeOrEndsWithoutItsReport(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=halt,exitcode=77").run(Collision.class);
    assertThat(run.exitCode()).as(run.told()).isEqualTo(77);
    assertThat(run.stdout()).as(run.told()).isEmpty();
    assertThat(run.stderr()).as(run.told()).startsWith(REPORT).contains("\nhint: ");
    assertThat(Jvm.guarded(jdk, "action=halt").run(Collision.class).exitCode()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void logDisturbsTheApplicationOrOffStillReports(Jdk jdk) {
    JvmRun plain = Jvm.plain(jdk).run(Collision.class);
    JvmRun log = Jvm.guarded(jdk, "action=log").run(Collision.class);
    assertThat(Harm.ownLines(plain, log)).as(log.told()).startsWith(REPORT);
    Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, "action=off"), Collision.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theManifestOfTheJarIsNotReadOrWinsOverOthers(Jdk jdk) throws IOException {
    Jvm preset = Jvm.plain(jdk).withAgent(preset("action=halt,exitcode=77"), "");

    assertThat(preset.run(Collision.class).exitCode()).isEqualTo(77);
    JvmRun over = preset.withEnvironment("BADMAP", "exitcode=78").run(Collision.class);
    assertThat(over.exitCode()).as(over.told()).isEqualTo(78);
    JvmRun off = preset.withEnvironment("GODEBUG", "badmap=0").run(Collision.class);
    assertThat(off.stderr()).as(off.told()).isEmpty();
    JvmRun wrong = Jvm.plain(jdk).withAgent(preset("acton=halt"), "").run(Hello.class);
    assertThat(wrong.stderr())
        .as(wrong.told())
        .contains("unknown option 'acton' (manifest of the jar, position 1), nearest is 'action'");
  }

  /** The jar with defaults in its manifest, made as docs/control.md says. */
  private Path preset(String options) throws IOException {
    Path jar = Files.createTempDirectory(folder, "preset").resolve("badmap.jar");
    Files.copy(Project.badmapJar(), jar);
    Path manifest = jar.resolveSibling("preset.mf");
    Files.writeString(
        manifest,
        "Premain-Class: io.badmap.agent.Preset\nAgent-Class: io.badmap.agent.Preset\n"
            + "Badmap-Options: "
            + options
            + "\n");
    int result =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--update",
                "--file",
                jar.toString(),
                "--manifest",
                manifest.toString());
    assertThat(result).isZero();
    return jar;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void structuralReportsReplacedValuesOrMissesNewEntries(Jdk jdk) {
    Jvm structural = Jvm.guarded(jdk, "writes=structural");
    JvmRun values = structural.run(StructuralRace.class, "values", "300000");
    assertThat(values.stderr()).as(values.told()).isEmpty();
    assertThat(values.lines()).containsExactly("not stopped");
    JvmRun entries = structural.run(StructuralRace.class, "entries", "100000000");
    assertThat(entries.stderr())
        .as(entries.told())
        .contains("fatal error: concurrent map ")
        .contains(", structural, ");
    JvmRun all = Jvm.guarded(jdk, "writes=all").run(StructuralRace.class, "values", "100000000");
    assertThat(all.lines()).as(all.told()).containsExactly("stopped");
    assertThat(all.stderr()).as(all.told()).contains(REPORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void tracebackShowsTooLittleOrTooMuch(Jdk jdk) {
    JvmRun single = Jvm.guarded(jdk, "traceback=single").run(Collision.class);
    assertThat(frames(single)).as(single.told()).hasSize(2).allMatch(f -> f.contains("Store.put"));
    JvmRun involved = Jvm.guarded(jdk, "traceback=involved").run(Collision.class);
    assertThat(frames(involved))
        .as(involved.told())
        .anyMatch(frame -> frame.contains("Collision.first"))
        .anyMatch(frame -> frame.contains("Collision.second"));
    assertThat(involved.stderr()).doesNotContain("\nthread ");
    JvmRun all = Jvm.guarded(jdk, "traceback=all").run(Collision.class);
    assertThat(all.stderr()).as(all.told()).contains("\nthread \"Reference Handler\" #");
  }

  private static List<String> frames(JvmRun run) {
    return run.stderr().lines().filter(line -> line.startsWith("    at ")).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aWrapperIsTakenAsTheCaller(Jdk jdk) {
    JvmRun run =
        Jvm.guarded(jdk, "traceback=single,wrappers=*.Store;com.acme.*").run(Collision.class);
    assertThat(frames(run))
        .as(run.told())
        .satisfiesExactly(
            frame -> assertThat(frame).contains("Collision.second(Collision.java:"),
            frame -> assertThat(frame).contains("Collision.first(Collision.java:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aSuppressionLeavesTheWrongThingsOutOrIsForgotten(Jdk jdk) throws IOException {
    Path file = folder.resolve("suppress.txt");
    Files.writeString(
        file,
        """
        # one that is used, one that is past its day, one that nothing matches
        %s.put | %s.put until=2099-12-31 reason=a test
        %s until=2020-01-01 reason=too old
        com.acme.* until=2099-12-31 reason=never met
        """
            .formatted(STORE, STORE, STORE));
    JvmRun run = Jvm.guarded(jdk, "summary=true,suppress=" + file).run(Collision.class, "2");
    String where = "badmap: suppression in " + file + ", line ";
    assertThat(run.lines()).as(run.told()).contains("second: done");
    assertThat(run.stderr()).as(run.told()).doesNotContain(REPORT).contains(" 0 reported, ");
    assertThat(run.stderr().lines())
        .as(run.told())
        .contains(where + "3, expired on 2020-01-01: " + STORE)
        .contains(where + "4, was not used: com.acme.*")
        .noneMatch(line -> line.startsWith(where + "2,"));
    Files.writeString(file, "*.faults.app.S* until=2099-12-31 reason=a glob\n");
    Harm.none(Jvm.plain(jdk), Jvm.guarded(jdk, "suppress=" + file), Collision.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void theSummaryIsMissingOrDoesNotAddUp(Jdk jdk) {
    JvmRun silent = Jvm.guarded(jdk, "summary=true").run(Hello.class);
    assertThat(silent.stderr())
        .as(silent.told())
        .matches(
            "badmap: watched \\d+ classes, \\d+ methods, 0 changes nobody could be named for;"
                + " conflicts: 0 met, 0 reported, 0 folded, .*\\R");
    JvmRun run = Jvm.guarded(jdk, "summary=true").run(Collision.class, "3");
    assertThat(run.stderr())
        .as(run.told())
        .containsOnlyOnce(REPORT)
        .contains("met again 2 times")
        .contains("conflicts: 3 met, 1 reported, 2 folded, 0 suppressed, 0 dropped");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aWeakerSourceOfOptionsWins(Jdk jdk) {
    Jvm bare = Jvm.guarded(jdk, "");
    assertSilent(bare.withEnvironment("GODEBUG", "gctrace=1,badmap=0").run(Collision.class));
    assertReports(bare.withEnvironment("GODEBUG", "badmap=1").run(Collision.class));
    assertSilent(bare.withEnvironment("BADMAP", "action=off").run(Collision.class));
    assertReports(
        bare.withEnvironment("GODEBUG", "badmap=0")
            .withEnvironment("BADMAP", "action=log")
            .run(Collision.class));
    assertReports(
        Jvm.guarded(jdk, "action=log")
            .withEnvironment("GODEBUG", "badmap=0")
            .withEnvironment("BADMAP", "action=off")
            .run(Collision.class));
  }

  private static void assertSilent(JvmRun run) {
    assertThat(run.stderr()).as(run.told()).isEmpty();
    assertThat(run.stdout()).as(run.told()).contains("second: done");
  }

  private static void assertReports(JvmRun run) {
    assertThat(run.stderr()).as(run.told()).contains(REPORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void helpStartsTheApplicationOrLacksAnOption(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "help").run(Hello.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stderr()).isEmpty();
    assertThat(run.stdout())
        .doesNotContain("hello")
        .contains("\n  action ", "\n  exitcode ", "\n  writes ", "\n  traceback ", "\n  out ")
        .contains("\n  format ", "\n  suppress ", "\n  strict ", "\n  summary ", "\n  wrappers ");
  }
}
