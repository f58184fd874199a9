package io.badmap.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.config.Settings.BreakerLimits;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Time passes only where a test says so. */
class BreakerTest {
  private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
  private final Breaker breaker =
      new Breaker(new BreakerLimits(0.5, 1_000, 10, 2_000, null), nanos::get);

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void answer(int times, boolean failed) {
    for (int i = 0; i < times; i++) {
      breaker.answered(failed);
    }
  }

  @Test
  void itTripsBelowTheShareOrBelowTheLeastNumber() {
    answer(9, true);
    assertThat(breaker.status().state()).isEqualTo("closed");
    pass(1_500);
    answer(10, false);
    answer(9, true);
    assertThat(breaker.status().state()).isEqualTo("closed");
    answer(2, true);
    assertThat(breaker.status().state()).isEqualTo("open");
    assertThat(breaker.status().trips()).isEqualTo(1);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.OPENED);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.NONE);
  }

  @Test
  void itInterferesWhileItIsOpen() {
    answer(10, true);
    breaker.tick();
    for (int i = 0; i < 1_000; i++) {
      assertThat(breaker.admits()).isFalse();
    }
    assertThat(breaker.status().passed()).isEqualTo(1_000);
    assertThat(breaker.share()).isZero();
  }

  @Test
  void itDoesNotTryAgainWithLittleTrafficAndCloseWhereThatIsWell() {
    answer(10, true);
    breaker.tick();
    pass(1_999);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.NONE);
    pass(1);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.TRYING);
    int admitted = 0;
    for (int i = 0; i < 20_000; i++) {
      admitted += breaker.admits() ? 1 : 0;
    }
    assertThat(admitted).isBetween(700, 1_300);
    assertThat(breaker.share()).isEqualTo(0.05);
    answer(3, false);
    pass(1_000);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.CLOSED);
    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.share()).isEqualTo(1);
  }

  @Test
  void itClosesThoughTheTrialFails() {
    answer(10, true);
    breaker.tick();
    pass(2_000);
    breaker.tick();
    pass(500);
    answer(2, true);
    pass(500);
    assertThat(breaker.tick()).isEqualTo(Breaker.Change.OPENED);
    assertThat(breaker.status().trips()).isEqualTo(2);
  }
}
