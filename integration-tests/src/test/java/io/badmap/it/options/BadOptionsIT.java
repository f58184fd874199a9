package io.badmap.it.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import io.badmap.it.faults.Harm;
import io.badmap.it.faults.app.Collision;
import io.badmap.it.faults.app.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options that cannot be used. */
class BadOptionsIT {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void anUnknownOptionHarmsTheApplicationOrIsNotNamed(Jdk jdk) {
    Harm.oneLine(
        Jvm.plain(jdk),
        Jvm.guarded(jdk, "acton=log"),
        "badmap: not installed: unknown option 'acton' (agent argument, position 1), nearest is"
            + " 'action'; valid: action, exitcode, ",
        "",
        Collision.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void oneOfSeveralBadOptionsIsNotNamed(Jdk jdk) {
    JvmRun run =
        Jvm.guarded(jdk, "action=lgo,exitcode=256,haunt=on,format")
            .withEnvironment("BADMAP", "writes=some")
            .withEnvironment("GODEBUG", "gctrace=1,badmap=2")
            .run(Collision.class);
    List<String> lines = Harm.ownLines(Jvm.plain(jdk).run(Collision.class), run);
    assertThat(lines)
        .as(run.told())
        .satisfiesExactly(
            line -> assertThat(line).contains("'2' of 'badmap' (environment variable GODEBUG"),
            line -> assertThat(line).contains("'some' of 'writes' (environment variable BADMAP"),
            line -> assertThat(line).contains("'lgo' of 'action'").contains("nearest is 'log'"),
            line -> assertThat(line).contains("'256' of 'exitcode'").contains("nearest is '255'"),
            line -> assertThat(line).contains("unknown option 'haunt'"),
            line -> assertThat(line).contains("option 'format' has no value"))
        .allMatch(line -> line.startsWith("badmap: not installed: "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void strictStartsAnApplicationThatIsNotWatched(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "acton=log,strict=true").run(Hello.class);
    assertThat(run.exitCode()).as(run.told()).isEqualTo(1);
    assertThat(run.stdout()).as(run.told()).isEmpty();
    assertThat(run.stderr().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("unknown option 'acton'"),
            line ->
                assertThat(line).isEqualTo("badmap: strict=true: the application is not started"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aSuppressionFileThatCannotBeReadHarmsTheApplication(Jdk jdk) {
    Path missing = folder.resolve("missing.txt");
    String begin = "badmap: not installed: cannot read suppression file '" + missing + "' (";
    Jvm plain = Jvm.plain(jdk);
    Harm.oneLine(plain, Jvm.guarded(jdk, "suppress=" + missing), begin, ")", Collision.class);
    String directory = "badmap: not installed: cannot read suppression file '" + folder + "' (";
    Harm.oneLine(plain, Jvm.guarded(jdk, "suppress=" + folder), directory, ")", Collision.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aLineOfTheSuppressionFileIsMisreadInSilence(Jdk jdk) throws IOException {
    Path file = folder.resolve("suppress.txt");
    Files.writeString(file, "# fine\ncom.acme.* until=2027-13-01 reason=no such month\n");
    Harm.oneLine(
        Jvm.plain(jdk),
        Jvm.guarded(jdk, "suppress=" + file),
        "badmap: not installed: suppression file '" + file + "', line 2: until='2027-13-01'",
        "is not a day like 2027-01-31",
        Hello.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aFileThatCannotBeWrittenHarmsTheApplicationOrLosesTheReport(Jdk jdk) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("report.log");
    Jvm plain = Jvm.plain(jdk);
    Harm.oneLine(
        plain,
        Jvm.guarded(jdk, "out=" + below),
        "badmap: cannot write '" + below + "' (",
        "): reports go to stderr",
        Hello.class);
    JvmRun run = Jvm.guarded(jdk, "action=log,out=" + folder).run(Collision.class);
    List<String> lines = Harm.ownLines(plain.run(Collision.class), run);
    assertThat(lines.get(0)).startsWith("badmap: cannot write '" + folder + "' (");
    assertThat(lines.get(1)).isEqualTo("fatal error: concurrent map writes");
  }
}
