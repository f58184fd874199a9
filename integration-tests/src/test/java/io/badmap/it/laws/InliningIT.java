package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What HotSpot inlines for its size alone, it inlines with hooks, too; its own log tells. */
class InliningIT {
  private static final String[] LOG = {
    "-Xbatch", "-XX:+UnlockDiagnosticVMOptions", "-XX:+PrintInlining"
  };

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aHookMakesASmallMethodTooLargeToBeInlined(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").with(LOG).run(InliningMain.class);
    assertThat(run.exitCode()).as(run.told()).isZero();
    for (String method : new String[] {"get", "put", "remove", "containsKey"}) {
      assertThat(run.stdout())
          .containsPattern(
              "java\\.util\\.HashMap::" + method + " \\(\\d+ bytes\\) +force inline by annotation");
    }
  }
}
