package io.badmap.agent.canary.weave;

import io.badmap.canary.Carried;
import net.bytebuddy.asm.Advice;

/** Before a task queues itself. */
final class ForkAdvice {
  private ForkAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object task) {
    Carried.submitted(task);
  }
}
