package io.badmap.collide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.badmap.gomap.HashSeed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollideTest {
  @Test
  void theStringsAreNotDistinctOrHaveAnotherHashCode() {
    for (int hashCode :
        new int[] {0, 1, -1, 42, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x5e2de80c}) {
      for (int n : new int[] {0, 1, 2, 3, 1000}) {
        List<String> strings = EqualHashStrings.of(n, hashCode);
        assertThat(strings).hasSize(n).doesNotHaveDuplicates();
        assertThat(strings).allMatch(s -> s.hashCode() == hashCode);
        assertThat(strings).allMatch(s -> s.chars().allMatch(c -> c > ' ' && c < 0x80));
      }
    }
    assertThatThrownBy(() -> EqualHashStrings.of(-1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeysDoNotShareWhatTheyShould() {
    GoMapCollisions collisions = new GoMapCollisions(0xcafe);
    HashSeed seed = new HashSeed(0xcafe);
    assertThat(collisions.inBucket(50, 10, 77))
        .hasSize(50)
        .doesNotHaveDuplicates()
        .allMatch(key -> seed.bucket(key, 10) == 77);
    assertThat(collisions.withTophash(50, 200))
        .hasSize(50)
        .allMatch(key -> seed.tophash(key) == 200);
    assertThat(collisions.inBucketWithTophash(20, 3, 5, 9))
        .allMatch(key -> seed.bucket(key, 3) == 5 && seed.tophash(key) == 9);
    assertThatThrownBy(() -> collisions.inBucket(1, 3, 8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> collisions.withTophash(1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theCommandLineGivesOtherKeysThanTheApi() {
    assertThat(run("strings", "3", "0x10").split("\\R"))
        .containsExactlyElementsOf(EqualHashStrings.of(3, 16));
    assertThat(run("bucket", "2", "7", "3", "1").split("\\R")).hasSize(2);
    assertThat(run("tophash", "2", "7", "30").split("\\R")).hasSize(2);
    assertThat(run("treeify")).contains("together").contains("doubling");
    assertThat(run("nonsense")).contains("no command nonsense").contains("usage");
    assertThat(run("strings", "3")).contains("needs more numbers");
    assertThat(run("strings", "x", "1")).contains("usage");
  }

  private static String run(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true);
    Collide.run(args, out, out);
    return bytes.toString();
  }
}
