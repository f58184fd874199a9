package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SemanticsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "semantics.md");

  @Test
  void thePageIsNotWhatTheTableSays() throws IOException {
    assertThat(Files.readString(PAGE)).isEqualTo(SemanticsTable.page());
  }

  @Test
  void aMethodHasTwoRowsOfWhichOneIsNeverFound() {
    assertThat(Stream.concat(Semantics.rows().stream(), ListRows.rows().stream()))
        .extracting(row -> row.className() + "." + row.method())
        .doesNotHaveDuplicates();
  }

  @Test
  void thePageLacksTheExplanationOfAMeaning() {
    assertThat(Arrays.stream(Meaning.values()).map(meaning -> "| " + meaning.label() + " | "))
        .allSatisfy(
            start -> assertThat(SemanticsTable.page().lines()).anyMatch(s -> s.startsWith(start)));
  }
}
