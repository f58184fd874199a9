package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code action=park}. */
class ParkIT {
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void oneSideHasLeftItsOperationWhenADumpIsTaken(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=park,park=3000").run(ParkedPair.class);
    assertThat(run.lines())
        .as(run::told)
        .containsExactly("owner inside true", "arriving inside true", "interrupted true", "size 2");
    assertThat(run.stderr()).startsWith("fatal error: concurrent map writes\n");
    assertThat(run.exitCode()).isZero();
  }
}
