package io.badmap.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspectTest {
  private static final StackTraceElement CALLER = frame("com.acme.Cache", "find", 7);

  private static StackTraceElement frame(String className, String method, int line) {
    return new StackTraceElement(className, method, "File.java", line);
  }

  private static StackTraceElement map(String method, int line) {
    return frame("java.util.HashMap", method, line);
  }

  private static Suspect suspect(StackTraceElement... stack) {
    return Suspect.of(Thread.currentThread(), stack, 0);
  }

  @Test
  void aThreadInCodeOfTheApplicationThatAMapCalledIsSuspected() {
    assertThat(suspect(frame("com.acme.Key", "equals", 3), map("getNode", 577), CALLER)).isNull();
    assertThat(suspect(CALLER)).isNull();
    assertThat(suspect()).isNull();
    assertThat(suspect(frame("java.lang.String", "equals", 3), map("getNode", 577), CALLER))
        .isNotNull();
  }

  @Test
  void aThreadThatCameFromAnotherLineOrWentIntoItsOwnCodeStaysSuspected() {
    assertThat(suspect(map("get", 1), CALLER).isStillIn(stack(map("get", 1), CALLER))).isTrue();
    assertThat(
            suspect(map("get", 1), CALLER)
                .isStillIn(stack(map("get", 1), frame("com.acme.Cache", "find", 8))))
        .isFalse();
    assertThat(suspect(map("get", 1), CALLER).isStillIn(stack(CALLER))).isFalse();
    assertThat(
            suspect(map("get", 1), CALLER)
                .isStillIn(stack(frame("com.acme.Key", "hashCode", 3), map("get", 1), CALLER)))
        .isFalse();
  }

  @Test
  void theWalkIsAnInnerCallThatComesAndGoes() {
    Suspect suspect = suspect(map("successor", 5), map("forEach", 20), CALLER);
    assertThat(suspect.isStillIn(stack(map("forEach", 21), CALLER))).isTrue();
    assertThat(suspect.isStillIn(stack(map("successor", 9), map("forEach", 20), CALLER))).isTrue();
    assertThat(suspect.walk().getMethodName()).isEqualTo("forEach");
    assertThat(suspect.samples()).isEqualTo(3);
  }

  @Test
  void theWalkIsTheMethodThatCallsIt() {
    Suspect suspect = suspect(map("getNode", 577), map("get", 1), CALLER);
    assertThat(suspect.isStillIn(stack(map("getNode", 578), map("get", 1), CALLER))).isTrue();
    assertThat(suspect.walk().getMethodName()).isEqualTo("getNode");
    assertThat(suspect.walkIn(stack(CALLER))).isNull();
    assertThat(suspect.stack()).hasSize(3);
  }

  private static StackTraceElement[] stack(StackTraceElement... frames) {
    return frames;
  }
}
