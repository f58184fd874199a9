package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.Effect;
import io.badmap.Sighting;
import org.junit.jupiter.api.Test;

class CrossingTest {
  private static final int WAITING = 30;
  private static final int COMING = 31;
  private static final long SECOND = 1_000_000_000L;

  private final Object map = new Object();

  @Test
  void theNextOneToComeClaimsWhoWaitsAndIsGivenItsSide() {
    Crossing mine = Crossing.open(map, WAITING, Effect.STRUCTURAL);
    Crossing claimed = Crossing.claim(map, COMING, Effect.NONE);
    assertThat(claimed).isSameAs(mine);
    assertThat(mine.isOpen()).isFalse();
    assertThat(mine.close()).isFalse();
    Party side =
        new Party(
            Thread.currentThread(),
            new StackTraceElement[0],
            Sighting.IN_FLIGHT,
            Effect.STRUCTURAL,
            null);
    mine.hand(side);
    assertThat(claimed.await(SECOND)).isSameAs(side);
  }

  @Test
  void whoeverWaitsIsClaimedOnce() {
    Crossing mine = Crossing.open(map, WAITING, Effect.STRUCTURAL);
    assertThat(Crossing.claim(map, COMING, Effect.VALUE)).isSameAs(mine);
    assertThat(Crossing.claim(map, COMING + 1, Effect.VALUE)).isNull();
    mine.close();
  }

  @Test
  void nobodyClaimsItselfOrOnAnotherMap() {
    Crossing mine = Crossing.open(map, WAITING, Effect.STRUCTURAL);
    assertThat(Crossing.claim(map, WAITING, Effect.STRUCTURAL)).isNull();
    assertThat(Crossing.claim(new Object(), COMING, Effect.STRUCTURAL)).isNull();
    assertThat(mine.close()).isTrue();
    assertThat(Crossing.claim(map, COMING, Effect.STRUCTURAL)).isNull();
  }

  @Test
  void twoReadsAreNoConflict() {
    Crossing mine = Crossing.open(map, WAITING, Effect.NONE);
    assertThat(Crossing.claim(map, COMING, Effect.NONE)).isNull();
    assertThat(Crossing.claim(map, COMING, Effect.VALUE)).isSameAs(mine);
    mine.close();
  }

  @Test
  void onlyOneWaitsOnAMap() {
    Crossing mine = Crossing.open(map, WAITING, Effect.VALUE);
    assertThat(Crossing.open(map, COMING, Effect.VALUE)).isNull();
    mine.close();
    Crossing next = Crossing.open(map, COMING, Effect.VALUE);
    assertThat(next).isNotNull();
    next.close();
  }

  @Test
  void whoNeverHandsItsSideOverIsNotWaitedForForEver() {
    Crossing mine = Crossing.open(map, WAITING, Effect.VALUE);
    assertThat(Crossing.claim(map, COMING, Effect.VALUE)).isNotNull();
    assertThat(mine.await(1)).isNull();
    mine.close();
  }
}
