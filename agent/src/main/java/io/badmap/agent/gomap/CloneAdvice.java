package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;

/** Around the filling of a copy. */
final class CloneAdvice {
  private CloneAdvice() {}

  @Advice.OnMethodEnter
  static int enter(@Advice.Argument(0) Object from) {
    return GoMapGuard.enterRead(from);
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.Argument(0) Object from, @Advice.Argument(1) Object to, @Advice.Enter int entered) {
    // Keys may be asked for their hashes: the copy stands for them as a witness of unknown ways.
    GoMapGuard.exitRead(from, entered, to);
  }
}
