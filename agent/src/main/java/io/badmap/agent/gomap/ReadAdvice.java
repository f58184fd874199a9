package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a look-up, whose key may be of the user's. A key that throws is no end of a read. */
final class ReadAdvice {
  private ReadAdvice() {}

  @Advice.OnMethodEnter
  static int enter(@Advice.This Object map) {
    return GoMapGuard.enterRead(map);
  }

  @Advice.OnMethodExit
  static void exit(
      @Advice.This Object map,
      @Advice.Enter int entered,
      @Advice.Argument(0) @Nullable Object key) {
    GoMapGuard.exitRead(map, entered, key);
  }
}
