package io.badmap.junit.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.Glob;
import io.badmap.MisuseKind;
import io.badmap.MisuseReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {
  private final MisuseReport report =
      Misuses.of(List.of("com.acme.Cache.lambda$put$3"), List.of("com.acme.Cache.get"));

  @ParameterizedTest
  @CsvSource({
    "abc, abc, true", "abc, ab, false", "ab, abc, false", "a*c, abbc, true", "a*c, ac, true",
    "*, anything, true", "a?c, abc, true", "a?c, ac, false", "*b*b, abab, true", "*b, abab, true",
    "a*b*c, aXbYbZ, false", "a**, a, true"
  })
  void aGlobMatchesWhatItShouldNot(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Cache.put",
        "Cache.put",
        "com.acme.*",
        "Cache.java:88",
        "com.acme.Cache.lambda$put$3(Cache.java:88)",
        "Cache.lambda$put$3(Cache.java:88)"
      })
  void aSiteIsNotFoundAsItMayBeWritten(String site) {
    assertThat(new Expectation(List.of(MisuseKind.WRITES), site).matches(report)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.Cach", "ache.put", "Cache", "Cache.java:8", "unknown", "Map.*"})
  void aSiteIsFoundThatWasNotMeant(String site) {
    assertThat(new Expectation(List.of(), site).matches(report)).isFalse();
  }

  @Test
  void anExpectationOfAnotherKindIsMet() {
    assertThat(new Expectation(List.of(MisuseKind.CLONE_AND_WRITE), "").matches(report)).isFalse();
    assertThat(new Expectation(List.of(), "")).hasToString("a misuse of a map");
    assertThat(new Expectation(List.of(MisuseKind.WRITES), "A.b"))
        .hasToString("concurrent map writes at A.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Cache.get | Cache.put", "Cache.put | Cache.get", "com.acme.Cache", "com.*"})
  void aPairIsNotSuppressed(String pattern) {
    assertThat(PairPattern.parse(pattern).matches(report.first(), report.second())).isTrue();
  }

  @Test
  void aPairIsNotSuppressedWhereOneSideCouldNotBeTold() {
    MisuseReport half = Misuses.of(List.of("com.acme.Cache.get"), List.of());
    assertThat(PairPattern.parse("Cache.put | Cache.get").matches(half.first(), half.second()))
        .isTrue();
    assertThat(PairPattern.parse("Cache.get | unknown").matches(half.second(), half.first()))
        .isTrue();
    assertThat(PairPattern.parse("Cache.put | Cache.add").matches(half.first(), half.second()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cache.get | Cache.get", "Cache.put | unknown", "com.acme.Other"})
  void anotherPairIsSuppressed(String pattern) {
    assertThat(PairPattern.parse(pattern).matches(report.first(), report.second())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a |", "| b", "a | b | c", "com.acme.A.put(A.java:1)"})
  void nonsenseSuppressesNothingAndSaysNothing(String pattern) {
    assertThatThrownBy(() -> PairPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'");
  }
}
