package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code action=park}. */
class ParkIT {
  private static final String REPORT = "fatal error: concurrent map writes\n";

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void oneSideHasLeftItsOperationWhenADumpIsTaken(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=park,park=3000").run(ParkedPair.class);
    stayInside(run);
    assertThat(run.stderr()).startsWith(REPORT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void oneSideLeavesItsOperationWhereParkIsSetAtRunTime(Jdk jdk) {
    stayInside(set(Jvm.guarded(jdk, "action=log,park=3000"), "action=park"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anotherOptionThatIsSetAtRunTimeLetsASideLeaveThoughARuleParks(Jdk jdk) throws IOException {
    Path config = folder.resolve("badmap.yaml");
    Files.writeString(config, "action: log\npark: 3000\nrules: [{name: all, action: park}]\n");
    stayInside(set(Jvm.guarded(jdk, "config=" + config), "traceback=all"));
  }

  private static JvmRun set(Jvm jvm, String option) {
    return jvm.attachable().run(ParkedPair.class, Project.badmapJar().toString(), option);
  }

  private static void stayInside(JvmRun run) {
    assertThat(run.lines())
        .as(run::told)
        .containsExactly("owner inside true", "arriving inside true", "interrupted true", "size 2");
    assertThat(run.stderr()).contains(REPORT);
    assertThat(run.exitCode()).isZero();
  }
}
