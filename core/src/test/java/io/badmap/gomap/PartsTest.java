package io.badmap.gomap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest {
  @Test
  void aClassOfThePackageIsNotLoadedWithTheMap() throws IOException, URISyntaxException {
    Path folder = Path.of(GoMap.class.getResource("GoMap.class").toURI()).getParent();
    try (Stream<Path> files = Files.list(folder)) {
      List<String> compiled =
          files
              .map(file -> file.getFileName().toString().replace(".class", ""))
              .filter(name -> !name.equals("package-info"))
              .toList();
      assertThat(Parts.names()).containsAll(compiled);
    }
  }
}
