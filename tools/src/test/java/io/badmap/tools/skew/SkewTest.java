package io.badmap.tools.skew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.badmap.tools.model.Bins;
import io.badmap.tools.model.Collision;
import io.badmap.tools.model.Skew;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;

class SkewTest {
  private static final int ALL = 1 << 20;

  @Test
  void murmurIsNotTheOneOfItsAuthor() {
    // MurmurHash3_x64_128 of Austin Appleby's reference, seed 0.
    byte[] text = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    long[] hash = MurmurHash3.hash128x64(text);
    assertThat(hash).containsExactly(0xe34bbc7bbc071b6cL, 0x7a433ca9c49a9347L);
    assertThat(MurmurHash3.hash128x64(new byte[0])).containsExactly(0, 0);
  }

  @Test
  void aGiniCoefficientIsWrong() {
    assertThat(PartitionCount.gini(new long[] {3, 3, 3, 3})).isZero();
    assertThat(PartitionCount.gini(new long[] {0, 0, 0, 8})).isEqualTo(0.75);
    assertThat(PartitionCount.gini(new long[] {1, 2, 3, 4})).isCloseTo(0.25, within(1e-12));
    assertThat(PartitionCount.gini(new long[4])).isZero();
  }

  @Test
  void aGoodHashIsFlagged() {
    KeySample sample = new KeySample();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) sample.add(random.nextInt(), true, false, 0, 0, ALL);
    Skew skew = judge(sample, 16_384);
    assertThat(skew.flagged()).isFalse();
    assertThat(bins(skew).pValue()).isGreaterThan(0.001);
    assertThat(bins(skew).dispersion()).isCloseTo(1, within(0.1));
    assertThat(bins(skew).longest()).isCloseTo(bins(skew).expectedLongest(), within(2));
  }

  @Test
  void keysInEverySixteenthBinAreNotFlagged() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 10_000; i++) sample.add(i << 4, true, false, 0, 0, ALL);
    Bins bins = bins(judge(sample, 16_384));
    assertThat(bins.flagged()).isTrue();
    assertThat(bins.pValue()).isLessThan(1e-12);
    assertThat(bins.dispersion()).isGreaterThan(5);
  }

  @Test
  void numbersInARowAreFlaggedThoughTheyAreMoreEvenThanChance() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 10_000; i++) sample.add(i, true, false, 0, 0, ALL);
    Skew skew = judge(sample, 16_384);
    assertThat(skew.flagged()).isFalse();
    assertThat(bins(skew).dispersion()).isLessThan(1);
    assertThat(bins(skew).longest()).isEqualTo(1);
  }

  @Test
  void keysOfFewHashCodesAreNotFlagged() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 10_000; i++) sample.add(i % 5, true, false, 3, 0, ALL);
    Skew skew = judge(sample, 16_384);
    assertThat(skew.byKey().flagged()).isTrue();
    assertThat(skew.byKey().gini()).isGreaterThan(0.9);
    assertThat(skew.collisions()).hasSize(5);
    assertThat(skew.collisions().get(0).keys()).isEqualTo(2_000);
    assertThat(skew.collisions().get(0).keyClass()).isEqualTo("string 3");
    assertThat(skew.collisions().get(0).key()).isEmpty();
  }

  @Test
  void keysTakenOutAgainAreCountedAsCollisions() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 100; i++) {
      sample.add(42, true, false, 0, 0, ALL);
      sample.add(42, false, true, 0, 0, ALL);
    }
    assertThat(judge(sample, 16).collisions()).isEmpty();
  }

  @Test
  void aKeyThatWasPutBeforeTheRecordingIsMiscountedWhenItGoes() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 100; i++) sample.add(i, false, i < 40, 0, 0, ALL);
    assertThat(bins(judge(sample, 128)).keys()).isEqualTo(60);
  }

  @Test
  void aHotKeyAmongManyIsNotFlagged() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 2_000; i++) sample.add(i * 7919, true, false, 0, 0, ALL);
    for (int i = 0; i < 20_000; i++) sample.add(7919, false, false, 0, 0, ALL);
    Skew skew = judge(sample, 0);
    assertThat(skew.byOperation().flagged()).isTrue();
    assertThat(skew.byKey().flagged()).isFalse();
    assertThat(skew.bins()).isNull();
  }

  @Test
  void fewKeysAreJudged() {
    KeySample sample = new KeySample();
    for (int i = 0; i < 10; i++) sample.add(i * 7919, true, false, 0, 0, ALL);
    Skew skew = judge(sample, 16);
    assertThat(skew.byKey().gini()).isGreaterThan(0.35);
    assertThat(skew.byKey().enough()).isFalse();
    assertThat(skew.flagged()).isFalse();
  }

  @Test
  void aSampleGrowsBeyondItsLimitOrLosesHalfAKeysLife() {
    KeySample sample = new KeySample();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 100_000; i++) sample.add(i, round == 0, false, 0, 0, 1_000);
    }
    assertThat(sample.size()).isBetween(250, 1_000);
    assertThat((double) sample.size() * sample.oneIn()).isCloseTo(100_000, within(20_000.0));
    sample.visit(
        (hash, live, peak, operations, keyClass, key) -> {
          assertThat(operations).isEqualTo(3);
          assertThat(live).isEqualTo(1);
        });
  }

  @Test
  void poissonIsWrong() {
    Poisson poisson = new Poisson(0.5);
    // The table in the notes of java.util.HashMap.
    assertThat(poisson.exactly(0)).isCloseTo(0.60653066, within(1e-8));
    assertThat(poisson.exactly(8)).isCloseTo(0.00000006, within(1e-8));
    double sum = 0;
    for (int i = 0; i <= 3; i++) sum += poisson.exactly(i);
    assertThat(poisson.moreThan(3)).isCloseTo(1 - sum, within(1e-12));
  }

  @Test
  void aNumberThatItsHashGivesAwayIsToldUnasked() {
    KeySample sample = new KeySample();
    int key = 1_234_567;
    for (int i = 0; i < 2; i++) sample.add(key ^ key >>> 16, true, false, 1, 0, ALL);
    SkewOf shown = new SkewOf(0, 0, 0, n -> n == 1 ? "java.lang.Integer" : "", true, true);
    SkewOf mixed = new SkewOf(0, 0, 0, n -> n == 1 ? "java.lang.Integer" : "", true, false);
    SkewOf hidden = new SkewOf(0, 0, 0, n -> n == 1 ? "java.lang.Integer" : "", false, true);
    assertThat(shown.judge(sample).collisions().get(0).key()).isEqualTo("1234567");
    assertThat(hidden.judge(sample).collisions().get(0).key()).isEmpty();
    assertThat(mixed.judge(sample).collisions().get(0).key()).isEmpty();
  }

  @Test
  void oneOfTheKeysThatCollideIsMissing() {
    KeySample sample = new KeySample();
    for (int key = 1; key <= 3; key++) sample.add(7, true, false, 9, key, ALL);
    sample.add(7, false, false, 9, 2, ALL);
    sample.add(8, true, false, 9, 4, ALL);
    SkewOf shown = new SkewOf(0, 0, 0, number -> "key " + number, true, true);
    SkewOf hidden = new SkewOf(0, 0, 0, number -> "key " + number, false, true);
    assertThat(shown.judge(sample).collisions())
        .extracting(Collision::key)
        .containsExactly("key 1, key 2, key 3");
    assertThat(hidden.judge(sample).collisions()).extracting(Collision::key).containsExactly("");
  }

  private static Skew judge(KeySample sample, int capacity) {
    return new SkewOf(capacity, 0, 0, number -> "string " + number, false, true).judge(sample);
  }

  private static Bins bins(Skew skew) {
    assertThat(skew.bins()).isNotNull();
    return skew.bins();
  }
}
