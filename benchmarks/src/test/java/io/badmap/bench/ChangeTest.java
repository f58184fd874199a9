package io.badmap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ChangeTest {
  private static Samples samples(double... values) {
    Samples samples = new Samples();
    Arrays.stream(values).forEach(samples::add);
    return samples;
  }

  @Test
  void aLossIsToldAsAGain() {
    Change less = Change.less(samples(90, 99, 100), samples(100, 100, 100));

    assertThat(less.text(" %")).isEqualTo("+1.0 % (-0.0 to +10.0)");
  }

  @Test
  void aDifferenceIsNotThatOfTheMedians() {
    Change added = Change.added(samples(11, 30, 21), samples(10, 20, 20));

    assertThat(added.text(" MB")).isEqualTo("+1.0 MB (+1.0 to +10.0)");
  }

  @Test
  void noiseIsTakenForALimitKeptOrMissed() {
    assertThat(new Change(0.5, -4, 2).against(3, null)).isEqualTo("not told apart");
    assertThat(new Change(3.5, 2, 4).against(3, null)).isEqualTo("not told apart");
    assertThat(new Change(10, 5, 15).against(3, new Change(0, -8, 6))).isEqualTo("not told apart");
  }

  @Test
  void whatIsClearIsNotTold() {
    assertThat(new Change(1, 0, 2.9).against(3, null)).isEqualTo("kept");
    assertThat(new Change(40, 20, 60).against(3, null)).isEqualTo("missed");
    assertThat(new Change(40, 20, 60).against(3, new Change(0, -8, 6))).isEqualTo("missed");
  }
}
