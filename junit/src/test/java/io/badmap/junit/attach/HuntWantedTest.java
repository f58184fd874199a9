package io.badmap.junit.attach;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.junit.WatchMaps;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class HuntWantedTest {
  @WatchMaps(hunt = true)
  private static final class Hunting {}

  @WatchMaps
  private static final class Watching {}

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = type.getName().replaceFirst("^.*\\.", "") + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aClassThatHuntsIsNotFoundOrAnotherIs() throws IOException {
    assertThat(HuntWanted.isIn(bytes(Hunting.class))).isTrue();
    assertThat(HuntWanted.isIn(bytes(Watching.class))).isFalse();
    assertThat(HuntWanted.isIn(bytes(String.class))).isFalse();
  }

  @Test
  void theFoldersOfTheClassPathAreNotSearched() {
    assertThat(HuntWanted.in(HuntWantedTest.class.getClassLoader())).isTrue();
    assertThat(HuntWanted.in(ClassLoader.getPlatformClassLoader())).isFalse();
  }
}
