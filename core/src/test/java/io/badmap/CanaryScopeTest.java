package io.badmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.badmap.canary.Carried;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CanaryScopeTest {
  @AfterEach
  void leaveNothing() {
    CanaryScope.traffic(0);
    assertThat(CanaryScope.isActive()).isFalse();
    assertThat(Carried.underWay()).isZero();
  }

  @Test
  void aScopeIsMissingInsideOrLeftOutside() {
    try (CanaryScope outer = CanaryScope.open()) {
      assertThat(CanaryScope.currentCanary()).isSameAs(outer);
      try (CanaryScope inner = CanaryScope.open()) {
        assertThat(CanaryScope.currentCanary()).isSameAs(inner);
      }
      assertThat(CanaryScope.currentCanary()).isSameAs(outer);
    }
  }

  @Test
  void aThreadOfAPoolKeepsTheScopeOfTheRequestThatMadeIt() throws InterruptedException {
    AtomicReference<Boolean> plain = new AtomicReference<>();
    AtomicReference<Boolean> wrapped = new AtomicReference<>();
    try (CanaryScope scope = CanaryScope.open()) {
      run(() -> plain.set(CanaryScope.isActive()));
      run(CanaryScope.wrap(() -> wrapped.set(CanaryScope.isActive())));
      assertThat(scope.draw()).isZero();
    }
    assertThat(plain.get()).isFalse();
    assertThat(wrapped.get()).isTrue();
  }

  private static void run(Runnable work) throws InterruptedException {
    Thread thread = new Thread(work);
    thread.start();
    thread.join();
  }

  @Test
  void aScopeIsOverBeforeItsLastTaskOrNotAfterIt() throws Exception {
    CanaryScope scope = CanaryScope.open();
    Callable<Boolean> late = CanaryScope.wrap((Callable<Boolean>) CanaryScope::isActive);
    Runnable carried = () -> assertThat(CanaryScope.currentCanary()).isSameAs(scope);
    Carried.submitted(carried);
    scope.close();

    assertThat(scope.isOver()).isFalse();
    assertThat(late.call()).isTrue();
    assertThat(scope.isOver()).isFalse();
    Carried.run(carried);
    assertThat(scope.isOver()).isTrue();
    assertThat(CanaryScope.wrap(carried)).isSameAs(carried);
  }

  @Test
  void aTaskIsFollowedTwiceOrOutOfScope() {
    AtomicReference<Boolean> active = new AtomicReference<>();
    Runnable task = () -> active.set(CanaryScope.isActive());
    Carried.submitted(task);
    Carried.run(task);
    assertThat(active.get()).isFalse();

    try (CanaryScope scope = CanaryScope.open()) {
      assertThat(scope.isOver()).isFalse();
      Carried.submitted(task);
      Carried.submitted(task);
    }
    Carried.run(task);
    assertThat(active.get()).isTrue();
    Carried.run(task);
    assertThat(active.get()).isFalse();
  }

  @Test
  void theShareOfTrafficIsNotThatOfTheRequests() {
    CanaryScope.traffic(0.1);
    int drawn = 0;
    for (int i = 0; i < 20_000; i++) {
      try (CanaryScope scope = CanaryScope.openFor(null)) {
        drawn += scope == null ? 0 : 1;
        assertThat(scope == null || (scope.draw() > 0 && scope.draw() < 0.1)).isTrue();
      }
    }
    assertThat(drawn).isBetween(1_700, 2_300);
  }

  @Test
  void someHeaderAsksForTheCanaryThatDoesNotSaySo() {
    assertThat(CanaryScope.asks(" Canary ")).isTrue();
    Random random = new Random(20261122);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder value = new StringBuilder(i % 2 == 0 ? "canary" : "");
      for (int j = random.nextInt(i % 100 == 0 ? 300 : 8); j > 0; j--) {
        char c = (char) random.nextInt(i % 3 == 0 ? 0x10000 : 0x80);
        value.insert(random.nextInt(value.length() + 1), c);
      }
      String text = value.toString();
      assertThat(CanaryScope.asks(text))
          .as(text)
          .isEqualTo(text.length() <= 64 && text.strip().equalsIgnoreCase("canary"));
    }
    assertThat(CanaryScope.asks(null)).isFalse();
  }
}
