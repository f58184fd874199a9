package io.badmap.agent.canary.weave;

import io.badmap.canary.Requests;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the handling of a request, which is the first argument. */
final class RequestAdvice {
  private RequestAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(@Advice.Argument(0) @Nullable Object request) {
    return Requests.entered(request);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
  static void exit(@Advice.Enter @Nullable Object entered) {
    Requests.left(entered);
  }
}
