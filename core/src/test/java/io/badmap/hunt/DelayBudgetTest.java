package io.badmap.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayBudgetTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aBudgetOfZeroLetsAnythingBeDelayed() {
    assertThat(new DelayBudget(0, 0).take(1, 1, SECOND)).isFalse();
  }

  @Test
  void oneThreadSpendsMoreThanHalf() {
    DelayBudget budget = new DelayBudget(20, 0);
    long half = DelayBudget.START_NANOS / 2;
    assertThat(budget.take(1, half, 0)).isTrue();
    assertThat(budget.take(1, 1, 0)).isFalse();
    assertThat(budget.take(2, half, 0)).isTrue();
    assertThat(budget.take(3, 1, 0)).isFalse();
  }

  @Test
  void theBudgetDoesNotGrowWithTheRun() {
    DelayBudget budget = new DelayBudget(20, 0);
    assertThat(budget.take(1, SECOND, 5 * SECOND)).isFalse();
    assertThat(budget.take(1, SECOND, 10 * SECOND)).isTrue();
  }

  @Test
  void whatWasNotUsedIsLost() {
    DelayBudget budget = new DelayBudget(20, 0);
    long half = DelayBudget.START_NANOS / 2;
    assertThat(budget.take(1, half, 0)).isTrue();
    budget.giveBack(1, half);
    assertThat(budget.take(1, half, 0)).isTrue();
    assertThat(budget.spentNanos()).isEqualTo(half);
  }
}
