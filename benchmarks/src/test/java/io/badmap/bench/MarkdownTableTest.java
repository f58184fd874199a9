package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void columnsLineUpWithTheFirstToTheLeftAndTheOthersToTheRight() {
    MarkdownTable table = new MarkdownTable("op", "ns");
    table.add("get", "1.25");
    table.add("computeIfAbsent", "10");
    assertThat(table)
        .hasToString(
            """
            | op              |   ns |
            |:----------------|-----:|
            | get             | 1.25 |
            | computeIfAbsent |   10 |
            """);
  }

  @Test
  void aBarInACellDoesNotBecomeAColumn() {
    MarkdownTable table = new MarkdownTable("op");
    table.add("a|b");
    assertThat(table.toString()).contains("| a\\|b |");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    MarkdownTable table = new MarkdownTable("op", "ns");
    assertThatThrownBy(() -> table.add("get")).isInstanceOf(IllegalArgumentException.class);
  }
}
