package io.badmap.it.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import io.badmap.it.Jvm;
import io.badmap.it.JvmRun;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws 1 and 3: correct programs see no difference. */
class SilenceIT {
  private static final List<String> MODES = List.of("-Xint", "-XX:TieredStopAtLevel=1", "-server");

  /** The interpreter is slow, and slower on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(6);

  /** All families, and before main. */
  private static final String ALL = "strict=true,watch=maps,lists";

  private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

  static Stream<Arguments> jdksAndModes() {
    return Jdks.all().stream().flatMap(jdk -> MODES.stream().map(mode -> Arguments.of(jdk, mode)));
  }

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("jdksAndModes")
  void correctUseIsSilentAndUndisturbed(Jdk jdk, String mode) {
    JvmRun guarded = Jvm.guarded(jdk, "").with(mode).within(LIMIT).run(SilenceMain.class);
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    JvmRun plain = Jvm.plain(jdk).with(mode).within(LIMIT).run(SilenceMain.class);
    assertThat(guarded.stdout()).endsWith("end\n").isEqualTo(plain.stdout());
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("jdksAndModes")
  void whatIsGivenToOthersIsReadInSilence(Jdk jdk, String mode) {
    JvmRun plain = given(Jvm.plain(jdk), mode);
    JvmRun guarded = given(Jvm.guarded(jdk, ALL), mode);
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.exitCode()).as(guarded::told).isZero();
    assertThat(guarded.stdout()).endsWith("end\n").isEqualTo(plain.stdout());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatIsGivenToOthersIsReadAsWellWhereMoreIsWovenIn(Jdk jdk) {
    JvmRun plain = given(Jvm.plain(jdk), "-server");
    for (String more : new String[] {"events=all", "hunt=on", "breakloops=true"}) {
      JvmRun guarded = given(Jvm.guarded(jdk, ALL + "," + more), "-server");
      assertThat(guarded.exitCode()).as(guarded::told).isZero();
      assertThat(guarded.stderr()).as(guarded::told).doesNotContain("fatal error", "not watched");
      assertThat(guarded.stdout()).as(guarded::told).isEqualTo(plain.stdout());
    }
  }

  private static JvmRun given(Jvm jvm, String mode) {
    return jvm.with(mode, OPEN, "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal")
        .within(LIMIT)
        .run(GivenMain.class);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void resultsOrdersExceptionsAndModCountsAreThoseOfThePlainJdk(Jdk jdk) {
    JvmRun guarded = Jvm.guarded(jdk, "").with(OPEN).run(SequencesMain.class);
    JvmRun plain = Jvm.plain(jdk).with(OPEN).run(SequencesMain.class);
    assertThat(guarded.stderr()).as(guarded::told).isEmpty();
    assertThat(guarded.lines()).hasSize(11).isEqualTo(plain.lines());
  }
}
