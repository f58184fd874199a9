package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;

/** Before entries are moved: the write that does it changes the structure. */
final class GrowthAdvice {
  private GrowthAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object map) {
    GoMapGuard.structural(map);
  }
}
