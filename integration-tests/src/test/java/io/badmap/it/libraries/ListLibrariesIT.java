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

/** Documented defects of released libraries in lists and queues. */
class ListLibrariesIT {
  private static final String OPTIONS = "action=log,watch=maps,lists,queues";
  private static final String WITH_OPENTELEMETRY =
      " io.opentelemetry:opentelemetry-sdk-trace:%1$s io.opentelemetry:opentelemetry-sdk-logs:%1$s"
          + " io.opentelemetry:opentelemetry-sdk-metrics:%1$s";

  private static final List<LibraryCase> CASES =
      List.of(
          new LibraryCase(
              "opentelemetry-exporter-otlp-common",
              "https://github.com/open-telemetry/opentelemetry-java/issues/7019",
              opentelemetry("1.46.0"),
              opentelemetry("1.47.0"),
              "OpenTelemetryMarshalers",
              "io.opentelemetry.exporter.internal.otlp.traces.SpanReusableDataMarshaler",
              "poll and add on an ArrayDeque that several threads share"));

  private static String opentelemetry(String version) {
    return "io.opentelemetry:opentelemetry-exporter-otlp-common:"
        + version
        + WITH_OPENTELEMETRY.formatted(version);
  }

  @BeforeAll
  static void resolve() {
    Artifacts.resolve(
        CASES.stream().flatMap(library -> Stream.of(library.buggy(), library.fixed())).toList());
  }

  static Stream<Arguments> onEachJdk() {
    List<Jdk> jdks = Jdks.all();
    return CASES.stream().flatMap(library -> jdks.stream().map(jdk -> Arguments.of(library, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aDocumentedDefectIsNotReportedWithBothSidesInTheLibrary(LibraryCase library, Jdk jdk)
      throws Exception {
    Driver.Outcome outcome =
        Driver.compile(library).runUntil(jdk, OPTIONS, run -> isCaught(library, run));

    assertThat(isCaught(library, outcome))
        .as("%s: %s%n%s", library.kind(), outcome.output(), outcome.errors())
        .isTrue();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aFixedReleaseIsReportedOrBroken(LibraryCase library, Jdk jdk) throws Exception {
    Driver.Outcome outcome = Driver.compile(library).run(library.fixed(), jdk, OPTIONS);

    assertThat(outcome.errors()).doesNotContain("fatal error");
    assertThat(outcome.exitCode()).as(outcome.output() + outcome.errors()).isZero();
    assertThat(outcome.output()).containsPattern("[1-9]\\d* operations");
  }

  private static boolean isCaught(LibraryCase library, Driver.Outcome outcome) {
    return TextReport.parse(outcome.errors()).stream()
        .anyMatch(
            report ->
                report.headline().matches("fatal error: concurrent (list|queue) .*")
                    && report.bothSidesInside(library.libraryClass()));
  }
}
