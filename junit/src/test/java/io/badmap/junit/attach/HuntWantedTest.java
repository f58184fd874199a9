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

  /** What is not wanted is written out, beside another member that is true. */
  @WatchMaps(hunt = false)
  @Deprecated(forRemoval = true)
  private static final class Resting {}

  private static final class OneMethod {
    static final long LONG = 1L << 40;

    @WatchMaps(hunt = true, suppress = "a | b")
    long method() {
      return LONG;
    }
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = type.getName().replaceFirst("^.*\\.", "") + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aClassThatHuntsIsNotFoundOrAnotherIs() throws IOException {
    assertThat(ClassFile.asksForHunt(bytes(Hunting.class))).isTrue();
    assertThat(ClassFile.asksForHunt(bytes(Watching.class))).isFalse();
    assertThat(ClassFile.asksForHunt(bytes(String.class))).isFalse();
  }

  @Test
  void aHuntThatIsWrittenOutAsNotWantedIsTurnedOn() throws IOException {
    assertThat(ClassFile.asksForHunt(bytes(Resting.class))).isFalse();
  }

  @Test
  void aMethodThatHuntsIsNotFound() throws IOException {
    assertThat(ClassFile.asksForHunt(bytes(OneMethod.class))).isTrue();
  }

  @Test
  void aFileThatIsNoClassIsTakenForOne() throws IOException {
    assertThat(ClassFile.asksForHunt(new byte[0])).isFalse();
    assertThat(ClassFile.asksForHunt(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})).isFalse();
    byte[] whole = bytes(Hunting.class);
    assertThat(ClassFile.asksForHunt(java.util.Arrays.copyOf(whole, 100))).isFalse();
  }

  @Test
  void theFoldersOfTheClassPathAreNotSearched() {
    assertThat(HuntWanted.in(HuntWantedTest.class.getClassLoader())).isTrue();
    assertThat(HuntWanted.in(ClassLoader.getPlatformClassLoader())).isFalse();
  }
}
