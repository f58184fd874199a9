package io.badmap.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages that are printed from the parser's own table. */
class SchemaTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String BEGIN = "<!-- keys -->\n";
  private static final String END = "<!-- /keys -->\n";

  @Test
  void theSchemaIsNotThatOfTheParser() throws IOException {
    assertThat(Files.readString(DOCS.resolve("badmap-agent-config.schema.json")))
        .as("printed by java -cp ... io.badmap.agent.config.KeysTable schema")
        .isEqualTo(JsonSchema.text());
  }

  @Test
  void theTableOfThePageIsNotThatOfTheParser() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));

    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
        .isEqualTo(KeysTable.text());
  }
}
