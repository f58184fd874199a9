package io.badmap.agent.canary.weave;

import io.badmap.canary.Outgoing;
import net.bytebuddy.asm.Advice;

/** After the HTTP client has made its own form of the application's request. */
final class OutgoingAdvice {
  private OutgoingAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.This Object request) {
    Outgoing.made(request);
  }
}
