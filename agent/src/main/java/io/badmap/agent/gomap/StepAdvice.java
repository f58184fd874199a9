package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;

/** Around a step of an iteration. */
final class StepAdvice {
  private StepAdvice() {}

  @Advice.OnMethodEnter
  static int enter(@Advice.FieldValue("map") Object map) {
    return GoMapGuard.enterRead(map);
  }

  // A step in mid-growth may ask any key of the map for its hash: the step itself is the witness,
  // of which nothing is known.
  @Advice.OnMethodExit
  static void exit(
      @Advice.This Object step, @Advice.FieldValue("map") Object map, @Advice.Enter int entered) {
    GoMapGuard.exitRead(map, entered, step);
  }
}
