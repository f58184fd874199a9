package io.badmap.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static final long MILLI = 1_000_000;

  private static Site site(int number) {
    return new Site(number, new Place("a.B", "m", number, 0));
  }

  private static Candidate pair(long delayNanos) {
    Candidate pair = new Candidate(0, site(1), site(2));
    pair.delayNanos = delayNanos;
    return pair;
  }

  @Test
  void aDelayThatMeetsNobodyIsNotFollowedByALongerOne() {
    Candidate pair = pair(MILLI);
    for (int i = 0; i < 10; i++) {
      pair.metNobody(100 * MILLI);
    }
    assertThat(pair.delayNanos).isEqualTo(100 * MILLI);
    assertThat(pair.isLive()).isTrue();
  }

  @Test
  void aPairIsDelayedInVainForEver() {
    Candidate pair = pair(100 * MILLI);
    int delays = 0;
    while (pair.isLive() && delays < 100) {
      pair.metNobody(100 * MILLI);
      delays++;
    }
    assertThat(pair.verdict).isEqualTo(Verdict.DECAYED);
    assertThat(delays).isLessThan(10);
  }

  @Test
  void aPartnerThatWaitsForTheEndOfEachDelayIsTakenForUnordered() {
    Candidate pair = pair(4 * MILLI);
    for (int i = 0; i < 3; i++) {
      assertThat(pair.isLive()).isTrue();
      pair.cameAfter(MILLI / 10, 4 * MILLI);
    }
    assertThat(pair.verdict).isEqualTo(Verdict.ORDERED);
  }

  @Test
  void aPartnerThatComesAtAnyTimeIsTakenForOrdered() {
    Candidate pair = pair(4 * MILLI);
    for (int i = 0; i < 20; i++) {
      pair.cameAfter(i % 3 == 0 ? 3 * MILLI : MILLI / 10, 4 * MILLI);
    }
    assertThat(pair.isLive()).isTrue();
  }

  @Test
  void theSameSeedDecidesOtherwise() {
    assertThat(lengths(7)).isEqualTo(lengths(7)).isNotEqualTo(lengths(8));
  }

  private static long[] lengths(long seed) {
    Candidate pair = pair(8 * MILLI);
    return LongStream.range(0, 20).map(i -> pair.lengthOf(seed, 100 * MILLI)).toArray();
  }

  @Test
  void aDelayIsLongerThanAllowed() {
    Candidate pair = pair(100 * MILLI);
    for (int i = 0; i < 100; i++) {
      assertThat(pair.lengthOf(i, 100 * MILLI)).isBetween(87 * MILLI, 100 * MILLI);
    }
    assertThat(pair(0).lengthOf(1, 0)).isZero();
  }

  @Test
  void whatAnEarlierRunFoundIsNotLookedForAgain() {
    Candidate pair = pair(MILLI);
    pair.found();
    Candidate next = new Candidate(0, site(1), site(2));
    next.resume(pair.learned());
    assertThat(next.isLive()).isTrue();
    assertThat(next.delayNanos).isEqualTo(MILLI);
  }

  @Test
  void whatAnEarlierRunSawOrderedIsDelayedAgain() {
    Candidate pair = pair(MILLI);
    pair.sharesLock();
    pair.sharesLock();
    pair.sharesLock();
    Candidate next = new Candidate(0, site(1), site(2));
    next.resume(pair.learned());
    assertThat(next.verdict).isEqualTo(Verdict.ORDERED);
  }
}
