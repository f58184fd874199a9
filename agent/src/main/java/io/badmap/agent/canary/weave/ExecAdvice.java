package io.badmap.agent.canary.weave;

import io.badmap.canary.Carried;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the running of a task that knows itself. */
final class ExecAdvice {
  private ExecAdvice() {}

  @Advice.OnMethodEnter
  static @Nullable Object enter(@Advice.This Object task) {
    return Carried.enter(task);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    Carried.leave(entered);
  }
}
