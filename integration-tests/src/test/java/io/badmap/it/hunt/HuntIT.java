package io.badmap.it.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HuntIT {
  private static final Pattern DELAYS = Pattern.compile("(\\d+) delays of (\\d+) ms in all");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  static Stream<Arguments> correctUses() {
    return Jdks.all().stream()
        .flatMap(
            jdk -> CorrectUse.patterns().keySet().stream().map(name -> Arguments.of(jdk, name)));
  }

  private static int delays(JvmRun run) {
    Matcher matcher = DELAYS.matcher(run.stderr());
    assertThat(matcher.find()).as(run::told).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void twoWritersThatHardlyEverOverlapAreNotMadeToMeet(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "action=halt,hunt=on").run(PacedWriters.class, "1000", "20000");
    assertThat(run.exitCode()).as(run::told).isEqualTo(2);
    assertThat(run.stderr())
        .startsWith("badmap: hunt=on, hunt.seed=")
        .contains("fatal error: concurrent map writes")
        .contains("PacedWriters.first(PacedWriters.java:")
        .contains("PacedWriters.second(PacedWriters.java:");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("correctUses")
  void correctSharingIsReportedOrBrokenByTheHunt(Jdk jdk, String pattern) {
    JvmRun run = Jvm.guarded(jdk, "hunt=on,hunt.seed=1").run(CorrectUse.class, pattern);
    assertThat(run.stderr()).as(run::told).isEqualTo("badmap: hunt=on, hunt.seed=1\n");
    assertThat(run.stdout()).as(run::told).isEqualTo("end\n");
    assertThat(run.exitCode()).as(run::told).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void correctSharingIsNeverDelayedSoThatItsSilenceProvesNothing(Jdk jdk) {
    JvmRun run = Jvm.guarded(jdk, "hunt=on,summary=true").run(CorrectUse.class, "queue");
    assertThat(delays(run)).as(run::told).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jdks")
  void aBudgetOrADelayOfZeroStillDelays(Jdk jdk) {
    for (String nothing : List.of("hunt.budget=0", "hunt.delay=0")) {
      JvmRun run =
          Jvm.guarded(jdk, "action=log,hunt=on,summary=true," + nothing)
              .run(PacedWriters.class, "1000", "1000");
      assertThat(delays(run)).as(run::told).isZero();
      assertThat(run.stdout()).as(run::told).isEqualTo("end\n");
    }
  }
}
