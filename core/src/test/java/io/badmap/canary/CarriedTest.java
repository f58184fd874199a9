package io.badmap.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.CanaryScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues are played by the order of the calls. */
class CarriedTest {
  private final List<Boolean> active = new ArrayList<>();
  private final Runnable shared = () -> active.add(CanaryScope.isActive());

  @AfterEach
  void leaveNothing() {
    Carried.clear();
    assertThat(Carried.underWay()).isZero();
  }

  private static CanaryScope submitInScope(Runnable task) {
    try (CanaryScope scope = CanaryScope.open()) {
      Carried.submitted(task);
      return scope;
    }
  }

  @Test
  void aPlainRequestsTaskRunsInTheScopeOfAnotherThatQueuedTheSameObject() {
    CanaryScope scope = submitInScope(shared);
    Carried.submitted(shared);
    assertThat(scope.isOver()).isTrue();
    Carried.run(shared);
    Carried.run(shared);

    assertThat(active).containsExactly(false, false);
    assertThat(Carried.underWay()).isZero();
  }

  @Test
  void aSharedObjectIsFollowedAgainWhileRunsOfItAreToCome() {
    submitInScope(shared);
    Carried.submitted(shared);
    Carried.run(shared);
    submitInScope(shared);
    Carried.submitted(shared);
    for (int run = 0; run < 3; run++) {
      Carried.run(shared);
    }
    assertThat(active).containsExactly(false, false, false, false);

    submitInScope(shared);
    Carried.run(shared);
    assertThat(active).last().isEqualTo(true);
  }

  @Test
  void anotherTaskOfAPlainRequestMakesOneAmbiguous() {
    submitInScope(shared);
    Carried.submitted(new Object());
    Carried.run(shared);

    assertThat(active).containsExactly(true);
  }

  @Test
  void aTaskThatNeverRunsIsHeldForEver() {
    CanaryScope scope = submitInScope(shared);
    Runnable both = () -> active.add(CanaryScope.isActive());
    submitInScope(both);
    Carried.submitted(both);
    Carried.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
    assertThat(Carried.underWay()).isEqualTo(2);
    assertThat(scope.isOver()).isFalse();

    Carried.sweep(System.nanoTime() + TimeUnit.SECONDS.toNanos(61));
    assertThat(Carried.underWay()).isZero();
    assertThat(scope.isOver()).isTrue();
  }

  @Test
  void theEndOfTheAgentLeavesTasksInTheTable() {
    CanaryScope scope = submitInScope(shared);
    Carried.clear();

    assertThat(scope.isOver()).isTrue();
    Carried.run(shared);
    assertThat(active).containsExactly(false);
  }
}
