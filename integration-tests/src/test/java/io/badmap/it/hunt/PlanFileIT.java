package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hunt keeps for the next one. */
class PlanFileIT {
  private static final String SEED = "badmap: hunt=on, hunt.seed=1";

  @TempDir Path folder;

  private JvmRun hunt(Jdk jdk, Path plan) {
    return hunt(jdk, plan, 20, 1_000);
  }

  private JvmRun hunt(Jdk jdk, Path plan, int budgetPercent, int pauseMicros) {
    String options = "action=halt,hunt=on,hunt.seed=1,hunt.budget=" + budgetPercent;
    return Jvm.guarded(jdk, options + ",hunt.plan=" + plan)
        .run(PacedWriters.class, String.valueOf(pauseMicros), "20000");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatWasFoundIsNotWrittenWhenTheJvmHalts(Jdk jdk) throws IOException {
    Path plan = folder.resolve("plan.txt");
    JvmRun run = hunt(jdk, plan);
    assertThat(run.exitCode()).as(run::told).isEqualTo(2);
    assertIsFound(plan);

    JvmRun again = hunt(jdk, plan);
    assertThat(again.exitCode()).as(again::told).isEqualTo(2);
    assertThat(again.stderr()).doesNotContain("hunt plan");
    assertThat(folder.toFile().list()).containsExactly("plan.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void whatIsMetWithoutADelayIsNotInThePlan(Jdk jdk) throws IOException {
    Path plan = folder.resolve("plan.txt");
    JvmRun run = hunt(jdk, plan, 0, 1);
    assertThat(run.exitCode()).as(run::told).isEqualTo(2);
    assertIsFound(plan);
  }

  private static void assertIsFound(Path plan) throws IOException {
    List<String> lines = Files.readAllLines(plan);
    assertThat(lines.get(0)).isEqualTo("badmap hunt plan 1");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("end " + (lines.size() - 2));
    String found = "found\t\\d+\tjava\\.util\\.HashMap\\.put \\S+\\.PacedWriters\\.\\w+:\\d+\t.*";
    assertThat(lines).anyMatch(line -> line.matches(found));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aPlanOfNoUseIsLostOrKeepsTheHuntFromStarting(Jdk jdk) throws IOException {
    String found = "found\t1000000\tjava.util.HashMap.put a.B.c:1\t-\n";
    useless(jdk, "badmap hunt plan 2\nend 0\n", "is of version 2, this is 1");
    useless(jdk, "badmap hunt plan 1\n" + found, "ends in the middle");
    useless(jdk, "badmap hunt plan 1\n" + found + "end 1", "ends in the middle");
    useless(jdk, "badmap hunt plan 1\nfou", "ends in the middle");
    useless(jdk, "", "is no hunt plan");
    useless(jdk, "\0\1\2", "is no hunt plan");
    useless(jdk, "badmap hunt plan 1\nfound\tsoon\t-\t-\nend 1\n", "has a line 2 that cannot");
  }

  private void useless(Jdk jdk, String content, String why) throws IOException {
    Path plan = Files.createTempDirectory(folder, "plan").resolve("plan.txt");
    Files.writeString(plan, content);
    JvmRun run =
        Jvm.guarded(jdk, "action=log,hunt=on,hunt.seed=1,hunt.plan=" + plan)
            .run(CorrectUse.class, "copy-on-write");
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stderr().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(SEED),
            line ->
                assertThat(line)
                    .startsWith("badmap: hunt plan '" + plan + "' " + why)
                    .endsWith("; it is kept as '" + plan + ".old'"));
    assertThat(plan.resolveSibling("plan.txt.old")).hasContent(content);
    assertThat(Files.readString(plan)).startsWith("badmap hunt plan 1\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.badmap.it.Jdks#all")
  void aPlanThatCannotBeReadOrWrittenHarmsTheApplication(Jdk jdk) {
    JvmRun run =
        Jvm.guarded(jdk, "action=log,hunt=on,hunt.seed=1,hunt.plan=" + folder.resolve("no/plan"))
            .run(CorrectUse.class, "copy-on-write");
    assertThat(run.exitCode()).as(run::told).isZero();
    assertThat(run.stdout()).isEqualTo("end\n");
    assertThat(run.stderr().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo(SEED),
            line -> assertThat(line).startsWith("badmap: the hunt plan cannot be written ("));
  }
}
