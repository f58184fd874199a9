package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 5: reporting runs on the agent's own thread, and is not lost with the error or at exit. */
class ReportingThreadIT {
  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void listenersAreToldOnTheReporterThread(Jdk jdk, @TempDir Path services) throws IOException {
    Path folder = Files.createDirectories(services.resolve("META-INF/services"));
    Files.writeString(
        folder.resolve("io.badmap.MisuseListener"), ListenersMain.Service.class.getName());
    JvmRun run = Jvm.guarded(jdk, "").andClassPath(services).run(ListenersMain.class, "wait");
    assertThat(run.lines())
        .as(run::told)
        .containsExactlyInAnyOrder(
            "programmatic on badmap-reporter: concurrent map writes",
            "service on badmap-reporter: concurrent map writes");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aReportIsPrintedThoughAnExecutorKeepsTheErrorAndTheJvmEndsAtOnce(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "").run(ListenersMain.class, "end");
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr()).startsWith("fatal error: concurrent map writes\n");
    assertThat(run.stderr()).contains("side 2: put, ");
  }
}
