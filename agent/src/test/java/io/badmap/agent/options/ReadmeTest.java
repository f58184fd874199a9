package io.badmap.agent.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final String BEGIN = "<!-- options -->\n";
  private static final String END = "<!-- /options -->\n";

  @Test
  void theOptionTableOfTheReadmeIsNotThatOfTheAgent() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertThat(readme).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
        .isEqualTo(OptionTable.markdown());
  }
}
