package io.badmap.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.faults.app.Collision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run-time image with nothing but what an agent must have. */
class SmallImageIT {
  @TempDir Path folder;

  static Stream<Jdk> jdksThatLink() {
    return Jdks.all().stream()
        .filter(jdk -> Files.isExecutable(jdk.home().resolve("bin").resolve("jlink")));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("jdksThatLink")
  void aJvmWithoutManagementAndFlightRecorderIsHarmedOrUnwatched(Jdk jdk) throws Exception {
    Jdk image = link(jdk);
    assertThat(modules(image)).containsExactlyInAnyOrder("java.base", "java.instrument");

    JvmRun plain = Jvm.plain(image).run(Collision.class);
    JvmRun run = Jvm.guarded(image, "action=log").run(Collision.class);
    assertThat(Harm.ownLines(plain, run))
        .as(run.told())
        .startsWith("fatal error: concurrent map writes")
        .contains("    holds: unknown")
        .noneMatch(line -> line.startsWith("badmap: not installed"));

    JvmRun recorded = Jvm.guarded(image, "action=log,events=sampled").run(Collision.class);
    assertThat(Harm.ownLines(plain, recorded))
        .as(recorded.told())
        .startsWith("badmap: events=sampled is not done: this JVM has no module jdk.jfr")
        .contains("fatal error: concurrent map writes");
  }

  private Jdk link(Jdk jdk) throws IOException, InterruptedException {
    Path home = folder.resolve("image");
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin").resolve("jlink").toString());
    command.addAll(List.of("--add-modules", "java.instrument", "--output", home.toString()));
    Path log = folder.resolve("jlink.log");
    Process jlink =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(jlink.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(jlink.exitValue()).as(Files.readString(log)).isZero();
    return new Jdk(jdk.version(), home);
  }

  private static List<String> modules(Jdk image) {
    JvmRun run = Jvm.plain(image).withClassPath(List.of()).run("--list-modules");
    return run.lines().stream().map(line -> line.replaceFirst("@.*", "")).toList();
  }
}
