package io.badmap.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AloneTest {
  private final Thread one = new Thread("one");
  private final Thread other = new Thread("other");
  private final Alone alone = new Alone();

  private void beats(int times) {
    for (int i = 0; i < times; i++) {
      alone.beat(false);
    }
  }

  @Test
  void aThreadIsAloneAtOnceOrNever() {
    assertThat(alone.isAlone(one)).isFalse();
    beats(2);
    assertThat(alone.isAlone(one)).isFalse();
    beats(8);
    assertThat(alone.isAlone(one)).isTrue();
  }

  @Test
  void whatTheFirstThreadDoesAfterTheSecondCameIsNotNoted() {
    alone.isAlone(one);
    beats(10);
    assertThat(alone.isAlone(other)).isFalse();
    assertThat(alone.isAlone(one)).isFalse();
    beats(2);
    assertThat(alone.isAlone(one)).isFalse();
  }

  @Test
  void aThreadIsAloneWhileAnotherOneIsHeld() {
    alone.isAlone(one);
    for (int i = 0; i < 10; i++) {
      alone.beat(true);
    }
    assertThat(alone.isAlone(one)).isFalse();
  }

  @Test
  void threadsThatTakeTurnsAreAlone() {
    for (int i = 0; i < 10; i++) {
      assertThat(alone.isAlone(one)).isFalse();
      assertThat(alone.isAlone(other)).isFalse();
      alone.beat(false);
    }
  }
}
