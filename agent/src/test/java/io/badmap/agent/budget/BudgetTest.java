package io.badmap.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.config.Settings.BudgetLimits;
import io.badmap.agent.out.Stderr;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reading is a second; none passes here. */
class BudgetTest {
  private static final Reading MUCH = new Reading(0.05, 0, 1_000, true);
  private static final Reading SOME = new Reading(0.02, 0, 1_000, true);
  private static final Reading LITTLE = new Reading(0.001, 0, 1_000, true);

  private final List<Step> steps = new ArrayList<>();
  private boolean possible = true;
  private final Budget budget =
      new Budget(
          new BudgetLimits(0.03, 100_000),
          (before, now) -> {
            steps.add(now);
            return possible;
          },
          new Stderr());

  private void read(int times, Reading reading) {
    for (int i = 0; i < times; i++) {
      budget.read(reading);
    }
  }

  @Test
  void itGoesOnAsBeforeThoughItCostsTooMuch() {
    read(20, MUCH);

    assertThat(steps)
        .containsExactly(
            Step.FEWER_EVENTS, Step.LOWER_SAMPLING, Step.FEWER_CLASSES, Step.HOOKS_OUT);
    assertThat(budget.down()).isEqualTo(4);
  }

  @Test
  void oneExpensiveSecondIsEnough() {
    for (int i = 0; i < 50; i++) {
      budget.read(MUCH);
      budget.read(SOME);
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void hooksThatOnlySeemDearStopAYoungService() {
    read(100, new Reading(0.9, 0.01, 1_000, false));
    assertThat(steps).isEmpty();
  }

  @Test
  void theThreadsOfAYoungAgentMayTakeWhatTheyWant() {
    read(2, new Reading(0.9, 0.05, 1_000, false));
    read(2, new Reading(0.9, 0.01, 100_001, false));
    assertThat(steps).containsExactly(Step.FEWER_EVENTS, Step.LOWER_SAMPLING);
  }

  @Test
  void memoryDoesNotCount() {
    read(2, new Reading(0, 0, 100_001, true));
    assertThat(steps).containsExactly(Step.FEWER_EVENTS);
  }

  @Test
  void itDoesNotReturnOrReturnsNextToTheLimit() {
    read(4, MUCH);
    read(100, SOME);
    assertThat(budget.step()).isEqualTo(Step.LOWER_SAMPLING);
    read(9, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.LOWER_SAMPLING);
    read(1, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FEWER_EVENTS);
    read(10, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FULL);
    assertThat(budget.up()).isEqualTo(2);
    read(100, LITTLE);
    assertThat(budget.up()).isEqualTo(2);
  }

  @Test
  void aReturnThatFailsCountsOrIsNotTriedAgain() {
    read(8, MUCH);
    possible = false;
    steps.clear();
    read(Budget.FIRST_REST + 10, LITTLE);
    assertThat(steps).containsExactly(Step.FEWER_CLASSES, Step.FEWER_CLASSES);
    assertThat(budget.step()).isEqualTo(Step.HOOKS_OUT);
    assertThat(budget.up()).isZero();

    possible = true;
    read(10, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FEWER_CLASSES);
    possible = false;
    read(15, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FEWER_CLASSES);
    assertThat(budget.up()).isEqualTo(1);
  }

  @Test
  void aBudgetThatCannotGiveBackItsHooksHasEnded() {
    read(8, MUCH);
    possible = false;
    assertThat(budget.end()).isFalse();
    assertThat(budget.step()).isEqualTo(Step.HOOKS_OUT);

    possible = true;
    assertThat(budget.end()).isTrue();
    assertThat(budget.step()).isEqualTo(Step.FULL);
    assertThat(budget.up()).isEqualTo(1);
  }

  @Test
  void withTheHooksOutItComesBackEachTimeAsSoon() {
    read(8, MUCH);
    read(Budget.FIRST_REST - 1, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.HOOKS_OUT);
    read(1, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FEWER_CLASSES);
    read(2, MUCH);
    read(2 * Budget.FIRST_REST - 1, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.HOOKS_OUT);
    read(1, LITTLE);
    assertThat(budget.step()).isEqualTo(Step.FEWER_CLASSES);
  }
}
