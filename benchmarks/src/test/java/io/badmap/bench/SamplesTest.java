package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {
  private static Samples of(double... values) {
    Samples samples = new Samples();
    for (double value : values) {
      samples.add(value);
    }
    return samples;
  }

  @Test
  void oneOutlierDoesNotMoveTheMedian() {
    assertThat(of(3, 1, 900).median()).isEqualTo(3);
  }

  @Test
  void anEvenNumberOfSamplesGivesTheMeanOfTheTwoInTheMiddle() {
    assertThat(of(4, 1, 2, 100).median()).isEqualTo(3);
  }

  @Test
  void moreSamplesThanTheFirstArrayHoldsAreAllKept() {
    Samples samples = new Samples();
    for (int i = 1; i <= 101; i++) {
      samples.add(i);
    }
    assertThat(samples.median()).isEqualTo(51);
    assertThat(samples.size()).isEqualTo(101);
  }

  @Test
  void noSampleHasNoMedian() {
    assertThatThrownBy(() -> new Samples().median()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRatioIsThatOfTheMediansAndItsRangeThatOfTheTurns() {
    Ratio ratio = Ratio.of(of(11, 24, 33), of(10, 20, 30));
    assertThat(ratio.value()).isEqualTo(1.2);
    assertThat(ratio.low()).isEqualTo(1.1, within(1e-9));
    assertThat(ratio.high()).isEqualTo(1.2, within(1e-9));
    assertThat(ratio.text()).isEqualTo("1.200 (1.10 to 1.20)");
  }

  @Test
  void aSingleTurnHasNoRangeToShow() {
    assertThat(Ratio.of(of(3), of(2)).text()).isEqualTo("1.500");
  }

  @Test
  void turnsThatDoNotPairUpAreRefused() {
    assertThatThrownBy(() -> of(1, 2).pairwiseTo(of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRatioAtItsLimitKeepsItAndOneAboveMissesIt() {
    assertThat(new Ratio(1.05, 1, 1).against(1.05)).isEqualTo("1.05 kept");
    assertThat(new Ratio(1.051, 1, 1).against(1.05)).isEqualTo("1.05 missed");
  }
}
