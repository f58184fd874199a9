package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;

/**
 * Before {@code m[k] op= x}, which is a write from its first look at the map on; what the operator
 * does is its own business, and the put that follows is looked at again.
 */
final class UpdateAdvice {
  private UpdateAdvice() {}

  @Advice.OnMethodEnter
  static void enter(@Advice.This Object map, @Advice.FieldValue("nil") boolean nil) {
    GoMapGuard.exitWrite(map, GoMapGuard.enterWrite(map, nil), GoMapGuard.count(map));
  }
}
