package io.badmap.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SemanticsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "semantics.md");

  @Test
  void thePageIsNotWhatTheTableSays() throws IOException {
    assertThat(Files.readString(PAGE)).isEqualTo(SemanticsTable.page());
  }

  @Test
  void thePageLacksTheExplanationOfAMeaning() {
    assertThat(Arrays.stream(Meaning.values()).map(meaning -> "| " + meaning.label() + " | "))
        .allSatisfy(
            start -> assertThat(SemanticsTable.page().lines()).anyMatch(s -> s.startsWith(start)));
  }
}
