package io.badmap.junit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.junit.watch.Baseline;
import io.badmap.junit.watch.Outcome;
import io.badmap.junit.watch.Watch;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
  private static final String PAIR =
      "concurrent map writes | java.util.HashMap | com.acme.A.put | com.acme.B.<init>";

  @TempDir Path folder;

  private static Report report(int tests, Outcome outcome, String test) {
    Finding finding =
        new Finding(
            outcome,
            PAIR,
            "concurrent map writes",
            "Cache<K, V>.map",
            "com.acme.A.put(A.java:1)\ncom.acme.B.<init>(B.java:2)",
            Set.of(test),
            "fatal error: concurrent map writes\nside 2: unknown \u2028 \"q\" \\ é\n",
            "{\"number\":1}");
    return new Report(tests, List.of(), List.of(finding));
  }

  @Test
  void aPartIsReadBackOtherwiseThanItWasWritten() throws Exception {
    Report report = report(3, Outcome.FAILED, "A.test: name = 'x'\\");
    Path file = folder.resolve("p");
    Files.writeString(file, Part.text(report));
    assertThat(Part.read(file)).isEqualTo(report);
  }

  @Test
  void aPartThatWasCutSpoilsTheReport() throws Exception {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.writeString(parts.resolve("build"), "one");
    String whole = Part.text(report(3, Outcome.FAILED, "A.test"));
    Files.writeString(parts.resolve("jvm-0.properties"), whole);
    Files.writeString(parts.resolve("jvm-1.properties"), "finding.0.outcome=FAILED\n");
    Files.writeString(parts.resolve("jvm-2.properties"), "");

    new ReportFolder(folder, "one").write(new Watch(true, Baseline.NONE, () -> {}));

    assertThat(folder.resolve("report.txt"))
        .content()
        .startsWith("1 misuse of a map in 3 tests\n")
        .contains("failed: " + PAIR, "in A.test\n");
    assertThat(folder.resolve("report.json"))
        .content()
        .contains("\"tests\":3", "\"where\":[\"A.test\"]", "\"misuse\":{\"number\":1}}");
  }

  @Test
  void theReportOfAnEarlierBuildStaysInTheNewOne() throws Exception {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.writeString(parts.resolve("build"), "one");
    Files.writeString(parts.resolve("jvm-0.properties"), Part.text(report(3, Outcome.FAILED, "A")));

    new ReportFolder(folder, "two").write(new Watch(true, Baseline.NONE, () -> {}));

    assertThat(folder.resolve("report.txt")).hasContent("No misuse of a map in 0 tests");
  }

  @Test
  void theSamePairInTwoJvmsCountsTwice() {
    Report one = report(3, Outcome.FAILED, "A");
    Report other = report(4, Outcome.FAILED, "B");
    Report known = report(0, Outcome.KNOWN, "C");
    Report merged = Report.merged(List.of(one, other, known));
    assertThat(merged.findings()).hasSize(2);
    assertThat(merged.findings().get(0).where()).containsExactly("A", "B");
    assertThat(merged.summary())
        .isEqualTo(
            "1 misuse of a map in 7 tests; 1 more known, expected, suppressed or in tests that are"
                + " not watched");
    assertThat(TextPage.pairs(merged)).containsOnlyOnce(PAIR);
  }

  @Test
  void theBaselineDoesNotKnowWhatTheReportGaveOut() throws Exception {
    Path file = folder.resolve("pairs.txt");
    Files.writeString(file, TextPage.pairs(report(1, Outcome.FAILED, "A")));
    assertThat(Baseline.read(file).pairs()).containsExactly(PAIR);
  }

  @Test
  void aBaselineThatIsNoneIsTakenForAnEmptyOne() throws Exception {
    Path file = folder.resolve("pairs.txt");
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("pairs.txt");
    Files.writeString(file, "# x\n\n{\"version\":1}\n");
    assertThatThrownBy(() -> Baseline.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void namesOfTheApplicationBecomeMarkup() {
    String html = HtmlPage.of(report(1, Outcome.FAILED, "<script>&"));
    assertThat(html)
        .contains("&lt;script&gt;&amp;", "B.<wbr>&lt;init&gt;<wbr>(B.java:2)", "Cache&lt;K, V&gt;")
        .doesNotContain("<script>", "<init>");
  }
}
