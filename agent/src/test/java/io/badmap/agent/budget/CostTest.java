package io.badmap.agent.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.agent.config.Settings.BudgetLimits;
import io.badmap.agent.out.Stderr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service whose clocks are moved by hand; a reading is a second of a whole processor. */
class CostTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Step> steps = new ArrayList<>();
  private final Budget budget =
      new Budget(
          new BudgetLimits(0.03, 100_000),
          (before, now) -> {
            steps.add(now);
            return true;
          },
          new Stderr());
  private long clock;
  private long process;
  private long threads;
  private long operations;
  private double[] calibrations = {200, 200, 150, 60, 5};
  private int calibrated;

  private Cost cost() {
    return new Cost(
        new Cost.Sources(
            () -> clock,
            () -> process,
            () -> threads,
            () -> operations,
            () -> {
              // A calibration takes the agent's own thread a tenth of a second.
              clock += SECOND / 10;
              process += SECOND / 10;
              threads += SECOND / 10;
              return calibrations[Math.min(calibrated++, calibrations.length - 1)];
            },
            () -> 1_000));
  }

  /** So many seconds of a service with so many operations in each. */
  private int seconds(Cost cost, int most, long perSecond, long threadNanos) {
    return seconds(cost, most, SECOND, perSecond, threadNanos);
  }

  private int seconds(Cost cost, int most, long busy, long perSecond, long threadNanos) {
    for (int i = 1; i <= most; i++) {
      clock += SECOND;
      process += busy;
      threads += threadNanos;
      operations += perSecond;
      budget.read(cost.read());
      if (!steps.isEmpty()) {
        return i;
      }
    }
    return most;
  }

  @Test
  void aBusyServiceWhoseJitIsBehindLosesReports() {
    // At 5 ns that is one percent of a processor; at 200 ns it is forty.
    Cost cost = cost();
    seconds(cost, 100, 2_000_000, 2_000_000);

    assertThat(steps).isEmpty();
    assertThat(cost.hookNanos()).isEqualTo(5);
    assertThat(cost.last().settled()).isTrue();
    assertThat(cost.last().cpu()).isBetween(0.011, 0.013);
  }

  @Test
  void whatIsDearForGoodIsBoundedNever() {
    Arrays.setAll(calibrations, i -> i % 2 == 0 ? 100 : 200);
    assertThat(seconds(cost(), 1_000, 2_000_000, 0)).isLessThanOrEqualTo(Cost.LATEST + 2);
    assertThat(steps).containsExactly(Step.FEWER_EVENTS);
  }

  @Test
  void aLoadThatIsKnownToBeDearWaitsForTheEndOfTheGrace() {
    calibrations = new double[] {200, 22, 20, 21};
    assertThat(seconds(cost(), 1_000, 2_000_000, 0)).isEqualTo(2 * Cost.EARLIEST + 2);
  }

  @Test
  void theAgentsOwnThreadsAreFreeAtFirst() {
    assertThat(seconds(cost(), 1_000, 0, SECOND / 20)).isEqualTo(2);
  }

  @Test
  void aServiceThatRestsLosesReports() {
    assertThat(seconds(cost(), 100, 2_000_000, 10, 1_500_000)).isEqualTo(100);
    assertThat(steps).isEmpty();
  }

  @Test
  void anAgentThatDoesNotRestBesideAServiceThatDoesGoesOn() {
    assertThat(seconds(cost(), 100, 10_000_000, 10, 10_000_000)).isEqualTo(2);
  }

  @Test
  void calibrationsAreChargedAsIfTheyWentOn() {
    Cost cost = cost();
    for (int i = 0; i < 100; i++) {
      clock += SECOND;
      process += SECOND;
      assertThat(cost.read().cpu()).isZero();
    }
    assertThat(calibrated).isGreaterThan(5);
  }
}
