package io.badmap.agent.gomap;

import io.badmap.guard.GoMapGuard;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a put. */
final class WriteAdvice {
  private WriteAdvice() {}

  // The local is the exit's.
  @SuppressWarnings("UnusedVariable")
  @Advice.OnMethodEnter
  static int enter(
      @Advice.This Object map,
      @Advice.FieldValue("nil") boolean nil,
      @Advice.Local("before") int before) {
    before = GoMapGuard.count(map);
    return GoMapGuard.enterWrite(map, nil);
  }

  @Advice.OnMethodExit(onThrowable = Throwable.class)
  static void exit(
      @Advice.This Object map,
      @Advice.Enter int entered,
      @Advice.Local("before") int before,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (thrown == null) {
      GoMapGuard.exitWrite(map, entered, before);
    } else {
      GoMapGuard.abortWrite(map, entered);
    }
  }
}
