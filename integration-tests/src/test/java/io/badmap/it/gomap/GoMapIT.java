package io.badmap.it.gomap;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** GoMap under the agent: what a report names, who is silent, and what is loaded when. */
class GoMapIT {
  private static final String HELD = "put WRITE in flight \"held\" in hold";

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("put", "concurrent map writes"),
          Map.entry("assign", "concurrent map writes"),
          Map.entry("update", "concurrent map writes"),
          Map.entry("delete", "concurrent map writes"),
          Map.entry("remove", "concurrent map writes"),
          Map.entry("clear", "concurrent map writes"),
          Map.entry("get", "concurrent map read and map write"),
          Map.entry("access2", "concurrent map read and map write"),
          Map.entry("containsKey", "concurrent map read and map write"),
          Map.entry("next", "concurrent map iteration and map write"),
          Map.entry("hasNext", "concurrent map iteration and map write"),
          Map.entry("range", "concurrent map iteration and map write"),
          Map.entry("iterator", "concurrent map iteration and map write"),
          Map.entry("forEach", "concurrent map iteration and map write"),
          Map.entry("copy", "concurrent map clone and map write"));

  @TempDir Path folder;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private static void namesBothSides(JvmRun run) {
    assertThat(run.exitCode()).as(run.told()).isZero();
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      String operation = kind.getKey();
      assertThat(run.stdout())
          .as(run.told())
          .containsPattern(
              "(?m)^"
                  + operation
                  + ": "
                  + kind.getValue()
                  + ", io.badmap.gomap.GoMap size 2, "
                  + operation
                  + " \\w+ in flight \"main\" in lambda\\$main\\$\\d+, "
                  + HELD
                  + "$");
    }
    assertThat(run.stdout()).contains("then 1 2");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSideOfAMisuseIsUnknown(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(HeldPutMain.class);
    namesBothSides(run);
    assertThat(run.stderr())
        .as(run.told())
        .contains("fatal error: concurrent map clone and map write")
        .containsPattern("map io\\.badmap\\.gomap\\.GoMap@\\w+ \"HeldPutMain\\.map\" size 2")
        .contains("side 2: put, unfinished, in flight, thread \"held\"")
        .contains("at io.badmap.it.gomap.HeldPutMain.hold(HeldPutMain.java:");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aMapStopsAThreadThatIsOnlyToBeReported(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=log").run(HeldPutMain.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    for (String operation : KINDS.keySet()) {
      assertThat(run.lines()).as(run.told()).contains(operation + ": let through");
    }
    assertThat(run.stderr())
        .as(run.told())
        .contains("fatal error: concurrent map writes")
        .contains("fatal error: concurrent map read and map write")
        .doesNotContain("Exception in thread");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aMapOfAnAgentThatIsOffStopsNobody(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=off").run(HeldPutMain.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stdout())
        .as(run.told())
        .contains("put: concurrent map writes")
        .doesNotContain("let through");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aPutThatFindsTheHeapFullLosesEntriesOrLeavesItsFlag(Jdk jdk) {
    for (Jvm jvm : List.of(Jvm.plain(jdk), Jvm.guarded(jdk, ""))) {
      JvmRun run = jvm.with("-Xmx32m", "-XX:+UseSerialGC").run(FullHeapMain.class);
      assertThat(run.stdout()).as(run.told()).isEqualTo("full 48 of 48 times\n");
      assertThat(run.stderr()).as(run.told()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJarOfAnotherNameLeavesGoMapAlone(Jdk jdk) throws IOException {
    Path renamed = Files.copy(Project.badmapJar(), folder.resolve("renamed.jar"));
    namesBothSides(Jvm.plain(jdk).withAgent(renamed, "").run(HeldPutMain.class));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aHotMapIsTornWithoutAReport(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(HotWritersMain.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stderr())
        .as(run.told())
        .contains("fatal error: concurrent map writes")
        .contains("at io.badmap.it.gomap.HotWritersMain.first(HotWritersMain.java:")
        .contains("at io.badmap.it.gomap.HotWritersMain.second(HotWritersMain.java:");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void correctUseIsReported(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(QuietMain.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stdout()).isEqualTo("quiet 20000 101" + System.lineSeparator());
    assertThat(run.stderr()).as(run.told()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void byteBuddyIsLoadedWhereNoGoMapIs(Jdk jdk) {
    Jvm jvm = Jvm.guarded(jdk, "").with("-Xlog:class+load");
    JvmRun without = jvm.run(WithoutMain.class);
    assertThat(without.stdout()).contains("WithoutMain").doesNotContain("net.bytebuddy");
    assertThat(without.stdout()).doesNotContain("io.badmap.gomap.");
    JvmRun with = jvm.run(QuietMain.class);
    assertThat(with.stdout()).contains("net.bytebuddy.asm.Advice");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAttachedAgentLeavesAGoMapOfBeforeAlone(Jdk jdk) {
    JvmRun run =
        Jvm.plain(jdk)
            .with("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading")
            .run(AttachedMain.class, Project.badmapJar().toString());
    assertThat(run.exitCode()).as(run.told()).isZero();
    assertThat(run.stdout())
        .as(run.told())
        .contains("and io.badmap.it.gomap.AttachedMain.hold(AttachedMain.java:", "2 of true");
  }
}
