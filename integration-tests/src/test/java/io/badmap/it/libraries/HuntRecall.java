package io.badmap.it.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.it.Artifacts;
import io.badmap.it.Jdk;
import io.badmap.it.Jdks;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often the hunt finds each documented defect within five seconds: the table of docs/hunt.md.
 * Takes two minutes for each library, so it is run by name only: {@code -Dit.test=HuntRecall}, with
 * {@code -Dbadmap.runs=20}.
 */
class HuntRecall {
  private static final int SECONDS = 5;
  private static final int RUNS = Integer.getInteger("badmap.runs", 3);

  @BeforeAll
  static void resolve() {
    Artifacts.resolve(LibraryCases.all().stream().map(LibraryCase::buggy).toList());
  }

  static Stream<Arguments> onEachJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> LibraryCases.all().stream().map(library -> Arguments.of(library, jdk)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("onEachJdk")
  void aDocumentedDefectIsNeverFound(LibraryCase library, Jdk jdk)
      throws IOException, InterruptedException {
    Driver driver = Driver.compile(library);
    int caught = 0;
    double longest = 0;
    for (int run = 1; run <= RUNS; run++) {
      long start = System.nanoTime();
      String options = "action=halt,hunt=on,hunt.seed=" + run;
      Driver.Outcome outcome = driver.run(library.buggy(), jdk, options, SECONDS);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (outcome.exitCode() == 2 && TextReport.parse(outcome.errors()).size() == 1) {
        caught++;
        longest = Math.max(longest, seconds);
      }
    }
    System.out.printf(
        Locale.ROOT, "| %s | %s | %d of %d | %.1f |%n", library, jdk, caught, RUNS, longest);
    assertThat(caught).isPositive();
  }
}
