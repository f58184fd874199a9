package io.badmap.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeapWalksTest {
  private static final long GIGABYTE = 1L << 30;

  private long now = 7;
  private final HeapWalks walks = new HeapWalks(now);

  private boolean allowed(long used) {
    return walks.allowed(now, used);
  }

  @Test
  void aHeapOfWhichALongWalkIsForeseenIsWalked() {
    assertThat(allowed(GIGABYTE / 2)).isTrue();
    assertThat(allowed(GIGABYTE)).isFalse();
  }

  @Test
  void whatAWalkTookIsNotLearned() {
    walks.took(50_000_000, GIGABYTE);
    assertThat(allowed(4 * GIGABYTE)).isTrue();
    walks.took(200_000_000, GIGABYTE / 2);
    assertThat(allowed(GIGABYTE)).isFalse();
  }

  @Test
  void oneSlowWalkIsTheLast() {
    walks.took(2_000_000_000, GIGABYTE / 8);
    assertThat(allowed(GIGABYTE / 8)).isFalse();
    now += TimeUnit.SECONDS.toNanos(199);
    assertThat(allowed(GIGABYTE / 8)).isFalse();
    now += TimeUnit.SECONDS.toNanos(2);
    assertThat(allowed(GIGABYTE / 8)).isTrue();
  }

  @Test
  void aSmallHeapTeachesThatEveryWalkIsLong() {
    walks.took(20_000_000, 1 << 20);
    assertThat(allowed(GIGABYTE / 2)).isTrue();
  }

  @Test
  void walksTakeMoreThanAHundredthOfTheTime() {
    long taken = 0;
    long start = now;
    while (now - start < TimeUnit.SECONDS.toNanos(600)) {
      if (allowed(GIGABYTE / 8)) {
        walks.took(40_000_000, GIGABYTE / 8);
        taken += 40_000_000;
      }
      now += 1_000_000;
    }
    long most = HeapWalks.MOST_CREDIT_NANOS + (now - start) / HeapWalks.SHARE + 40_000_000;
    assertThat(taken).isBetween(most - 80_000_000, most);
  }
}
