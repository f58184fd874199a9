package io.badmap.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandOversTest {
  private static final int TASK = 77;
  private static final int RESULT = 78;

  private final HandOvers handOvers = new HandOvers();

  private static long at(long millis, int thread) {
    return NearMisses.stamp(millis * 1_000_000, thread);
  }

  @Test
  void whatCameBeforeAHandOverIsNotKnownToBeOver() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(TASK, 2);
    assertThat(handOvers.isOrdered(at(4, 1), 2)).isTrue();
  }

  @Test
  void whatCameAfterOrIsOfAnotherThreadIsTakenForOver() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(TASK, 2);
    assertThat(handOvers.isOrdered(at(6, 1), 2)).isFalse();
    assertThat(handOvers.isOrdered(at(5, 1), 2)).isFalse();
    assertThat(handOvers.isOrdered(at(4, 3), 2)).isFalse();
    assertThat(handOvers.isOrdered(at(4, 1), 3)).isFalse();
    assertThat(handOvers.isOrdered(at(4, 2), 1)).isFalse();
  }

  @Test
  void whatTheHandingThreadKnewIsLost() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(TASK, 2);
    handOvers.released(RESULT, 2, at(7, 2));
    handOvers.acquired(RESULT, 3);
    assertThat(handOvers.isOrdered(at(4, 1), 3)).isTrue();
    assertThat(handOvers.isOrdered(at(6, 2), 3)).isTrue();
    assertThat(handOvers.isOrdered(at(6, 1), 3)).isFalse();
  }

  @Test
  void anObjectThatWasNeverHandedOverOrders() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(RESULT, 2);
    assertThat(handOvers.isOrdered(at(4, 1), 2)).isFalse();
  }

  @Test
  void whatAJoinedThreadDidOrKnewIsNotOver() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(TASK, 2);
    handOvers.joined(2, at(9, 2), 3);
    assertThat(handOvers.isOrdered(at(8, 2), 3)).isTrue();
    assertThat(handOvers.isOrdered(at(4, 1), 3)).isTrue();
    assertThat(handOvers.isOrdered(at(6, 1), 3)).isFalse();
  }

  @Test
  void aThreadInheritsWhatOneWithTheSameEndOfItsIdKnew() {
    handOvers.released(TASK, 1, at(5, 1));
    handOvers.acquired(TASK, 2);
    assertThat(handOvers.isOrdered(at(4, 1), 2 + 1024)).isFalse();
  }

  @Test
  void theLatestOfManyThreadsIsForgottenFirst() {
    for (int thread = 10; thread < 30; thread++) {
      handOvers.released(TASK, thread, at(thread, thread));
      handOvers.acquired(TASK, 2);
    }
    assertThat(handOvers.isOrdered(at(28, 29), 2)).isTrue();
    assertThat(handOvers.isOrdered(at(9, 10), 2)).isFalse();
  }
}
