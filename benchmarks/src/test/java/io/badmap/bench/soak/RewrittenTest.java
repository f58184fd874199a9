package io.badmap.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewrittenTest {
  @TempDir private Path folder;

  @Test
  void aContentComesTwiceOrValidAndBrokenDoNotTakeTurns() throws IOException {
    Path file = folder.resolve("badmap.yaml");
    Rewritten config = new Rewritten(file, "http://127.0.0.1:1/degrade");
    Set<String> contents = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      contents.add(Files.readString(file));
      config.next();
    }

    assertThat(contents).hasSize(100);
    assertThat(config.validCount()).isEqualTo(51);
    assertThat(config.brokenCount()).isEqualTo(50);
  }

  @Test
  void aFileSystemThatOthersNeedIsFilled() {
    assertThatThrownBy(() -> new Disk(folder)).hasMessageContaining("mount a small tmpfs");
  }
}
