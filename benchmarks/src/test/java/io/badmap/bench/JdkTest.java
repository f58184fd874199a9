package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  @TempDir Path folder;

  private Path jdk(String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve("jdk-" + version));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
    Files.createFile(javac);
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    return home;
  }

  @Test
  void theJdkInUseIsFoundOnce() throws IOException {
    Path inUse = Path.of(System.getProperty("java.home")).toRealPath();
    assertThat(Jdk.find()).filteredOn(jdk -> jdk.home().equals(inUse)).hasSize(1);
  }

  @Test
  void aVersionOfOneNumberIsReadLikeOneOfThree() throws IOException {
    assertThat(Jdk.at(jdk("25")).feature()).isEqualTo(25);
    assertThat(Jdk.at(jdk("17.0.15")).feature()).isEqualTo(17);
  }

  @Test
  void aFolderWithoutAJdkIsNamed() {
    assertThatThrownBy(() -> Jdk.at(folder))
        .isInstanceOf(UsageException.class)
        .hasMessage("no JDK at " + folder);
  }
}
