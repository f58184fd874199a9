package io.badmap.agent.canary.weave;

import io.badmap.canary.Carried;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a task, the first argument, is queued. */
final class SubmitAdvice {
  private SubmitAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.Argument(0) @Nullable Object task) {
    Carried.submitted(task);
  }
}
