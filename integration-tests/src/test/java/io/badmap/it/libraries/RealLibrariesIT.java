package io.badmap.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RealLibrariesIT {
  @BeforeAll
  static void resolve() {
    Artifacts.resolve(
        LibraryCases.all().stream()
            .flatMap(library -> Stream.of(library.buggy(), library.fixed()))
            .toList());
  }

  static Stream<Arguments> onEachJdk() {
    List<Jdk> jdks = Jdks.all();
    return LibraryCases.all().stream()
        .flatMap(library -> jdks.stream().map(jdk -> Arguments.of(library, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aDocumentedDefectIsNotReportedWithBothSidesInTheLibrary(LibraryCase library, Jdk jdk)
      throws Exception {
    Driver.Outcome outcome =
        Driver.compile(library).runUntil(jdk, "action=log", run -> isCaught(library, run));

    assertThat(isCaught(library, outcome))
        .as("%s: %s%n%s", library.kind(), outcome.output(), outcome.errors())
        .isTrue();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aDocumentedDefectIsHiddenByTheHunt(LibraryCase library, Jdk jdk) throws Exception {
    String options = "action=halt,hunt=on,hunt.seed=1";
    Driver.Outcome outcome =
        Driver.compile(library).runUntil(jdk, options, run -> run.exitCode() == 2);

    assertThat(TextReport.parse(outcome.errors()))
        .as("%s: %s%n%s", library.kind(), outcome.output(), outcome.errors())
        .hasSize(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aFixedReleaseIsReportedOrBrokenByTheHunt(LibraryCase library, Jdk jdk) throws Exception {
    Driver.Outcome outcome = Driver.compile(library).run(library.fixed(), jdk, "hunt=on");

    assertThat(outcome.errors()).doesNotContain("fatal error");
    assertThat(outcome.exitCode()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output()).containsPattern("[1-9]\\d* operations");
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aFixedReleaseIsReportedOrBroken(LibraryCase library, Jdk jdk) throws Exception {
    Driver.Outcome outcome = Driver.compile(library).run(library.fixed(), jdk);

    assertThat(outcome.errors()).doesNotContain("fatal error");
    assertThat(outcome.exitCode()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output()).containsPattern("[1-9]\\d* operations");
  }

  /** Whether a report names two sides that both went through the class of the library. */
  private static boolean isCaught(LibraryCase library, Driver.Outcome outcome) {
    return TextReport.parse(outcome.errors()).stream()
        .anyMatch(
            report ->
                report.headline().startsWith("fatal error: concurrent map ")
                    && report.bothSidesInside(library.libraryClass()));
  }
}
