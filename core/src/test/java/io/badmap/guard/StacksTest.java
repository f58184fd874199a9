package io.badmap.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StacksTest {
  private static StackTraceElement frame(String className, String method) {
    return new StackTraceElement(className, method, null, 1);
  }

  private static final StackTraceElement HOOK = frame("io.badmap.guard.HashMapGuard", "exitWrite");
  private static final StackTraceElement PUT_VAL = frame("java.util.HashMap", "putVal");
  private static final StackTraceElement PUT = frame("java.util.HashMap", "put");
  private static final StackTraceElement NEXT =
      frame("java.util.LinkedHashMap$LinkedHashIterator", "nextNode");
  private static final StackTraceElement USER = frame("com.acme.Service", "update");

  @Test
  void theGuardsOwnFramesAreLeftOutAtTheTopOnly() {
    StackTraceElement[] stack = {HOOK, HOOK, PUT, USER, HOOK};
    assertThat(Stacks.withoutGuard(stack)).containsExactly(PUT, USER, HOOK);
    assertThat(Stacks.withoutGuard(new StackTraceElement[] {HOOK})).isEmpty();
  }

  @Test
  void aSubclassOrAClassWithALongerNameIsNotTheMap() {
    assertThat(Stacks.isFamily("java.util.HashMap")).isTrue();
    assertThat(Stacks.isFamily("java.util.HashMap$TreeNode")).isTrue();
    assertThat(Stacks.isFamily("java.util.LinkedHashMap$LinkedKeySet")).isTrue();
    assertThat(Stacks.isFamily("java.util.HashMapper")).isFalse();
    assertThat(Stacks.isFamily("com.acme.HashMap")).isFalse();
  }

  @Test
  void aThreadStandsInsideAMapWhereverTheMapIsOnItsStack() {
    assertThat(Stacks.insideMap(new StackTraceElement[] {USER, PUT_VAL, PUT, USER})).isTrue();
    assertThat(Stacks.insideMap(new StackTraceElement[] {USER, NEXT})).isTrue();
    assertThat(Stacks.insideMap(new StackTraceElement[] {USER})).isFalse();
    assertThat(Stacks.insideMap(new StackTraceElement[0])).isFalse();
  }

  @Test
  void ownStackBeginsWithTheCaller() {
    StackTraceElement[] stack = Stacks.here();
    // The test lives in the guard's package, so its own frames are cut with the guard's.
    assertThat(stack[0].getClassName()).doesNotStartWith("io.badmap.guard.");
  }
}
