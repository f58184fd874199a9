package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;

/** Around the begin of an iteration, which asks no key for anything. */
final class IterationAdvice {
  private IterationAdvice() {}

  @Advice.OnMethodEnter
  static int enter(@Advice.This Object map) {
    return GoMapGuard.enterRead(map);
  }

  @Advice.OnMethodExit
  static void exit(@Advice.This Object map, @Advice.Enter int entered) {
    GoMapGuard.exitRead(map, entered, null);
  }
}
