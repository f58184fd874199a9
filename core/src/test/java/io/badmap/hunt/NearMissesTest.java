package io.badmap.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearMissesTest {
  private static final long MILLI = 1_000_000;
  private static final int LINE = NearMisses.line(77);

  private final NearMisses misses = new NearMisses(10 * MILLI);

  private static long at(long millis, int thread) {
    return NearMisses.stamp(millis * MILLI, thread);
  }

  @Test
  void aWriteAndAnOperationOfAnotherThreadSoonAfterAreNoNearMiss() {
    misses.note(LINE, at(5, 1), true);
    assertThat(misses.rival(LINE, at(9, 2), false)).isEqualTo(at(5, 1));
    assertThat(misses.rival(LINE, at(9, 2), true)).isEqualTo(at(5, 1));
  }

  @Test
  void readsOfTwoThreadsOrOperationsOfOneConflict() {
    misses.note(LINE, at(5, 1), false);
    assertThat(misses.rival(LINE, at(6, 2), false)).isZero();
    assertThat(misses.rival(LINE, at(6, 1), true)).isZero();
    assertThat(misses.rival(LINE, at(6, 2), true)).isEqualTo(at(5, 1));
  }

  @Test
  void anOperationOfLongAgoIsNear() {
    misses.note(LINE, at(5, 1), true);
    assertThat(misses.rival(LINE, at(14, 2), true)).isNotZero();
    assertThat(misses.rival(LINE, at(17, 2), true)).isZero();
  }

  @Test
  void theLatestOfTwoRivalsIsNotTaken() {
    misses.note(LINE, at(5, 1), true);
    misses.note(LINE, at(6, 3), false);
    assertThat(misses.rival(LINE, at(7, 2), true)).isEqualTo(at(6, 3));
    assertThat(misses.rival(LINE, at(7, 3), true)).isEqualTo(at(5, 1));
  }

  @Test
  void aStampThatHasWrappedLooksFarAway() {
    long last = (1L << 50) - MILLI;
    misses.note(LINE, NearMisses.stamp(last, 1), true);
    assertThat(misses.rival(LINE, NearMisses.stamp(last + 2 * MILLI, 2), true)).isNotZero();
  }

  @Test
  void theNextMapOfALineInheritsWhatWasKnownOfTheLast() {
    misses.take(LINE, 77);
    misses.note(LINE, at(5, 1), true);
    misses.take(LINE, 78);
    assertThat(misses.isOf(LINE, 77)).isFalse();
    assertThat(misses.rival(LINE, at(6, 2), true)).isZero();
  }

  @Test
  void theSiteOfAnotherThreadIsTakenForTheRivals() {
    misses.note(LINE, at(5, 1), true);
    misses.noteSite(LINE, 12, 1, true);
    assertThat(misses.siteOf(LINE, at(5, 1))).isEqualTo(12);
    misses.note(LINE, at(6, 2), true);
    assertThat(misses.siteOf(LINE, at(6, 2))).isZero();
  }

  @Test
  void theThreadThatWasDelayedIsTakenForItsPartner() {
    misses.noteHeld(LINE, at(5, 1), 9, 4 * MILLI);
    assertThat(misses.held(LINE, at(6, 1))).isZero();
    assertThat(misses.held(LINE, at(6, 2))).isEqualTo(at(5, 1));
    assertThat(misses.takeHeld(LINE)).isEqualTo(9L << 48 | 4 * MILLI);
    assertThat(misses.held(LINE, at(6, 2))).isZero();
  }
}
