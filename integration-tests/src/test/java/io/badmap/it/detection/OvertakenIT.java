package io.badmap.it.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A read that was overtaken by a write of which nobody can say whose it was. */
class OvertakenIT {
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aChangeThatMayBeTheReadersOwnIsReportedOrNotCounted(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "summary=true").run(OvertakenMain.class);
    assertThat(run.lines()).as(run.told()).containsExactly("got null", "thrown null");
    assertThat(run.stderr())
        .as(run.told())
        .contains(" 1 changes nobody could be named for;")
        .doesNotContain("fatal error");
  }
}
