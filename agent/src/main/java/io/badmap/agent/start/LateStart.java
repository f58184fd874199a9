package io.badmap.agent.start;

import io.badmap.agent.weave.Installer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reporter and weaves the other families, beside the application. Those who meet a
 * conflict before it is there wait for it, so none is met before the hook at exit is set.
 *
 * <p>An application that has just now used up its memory mostly gets some back: until then this
 * tries again, for some five seconds.
 */
final class LateStart implements Runnable {
  private static final int ATTEMPTS = 50;
  private static final long RETRY_NANOS = 100_000_000L;

  /** Who meets a conflict waits for two seconds in all. */
  private static final int WAITS_FOR_ROOM = 10;

  private static final int MAX_CAUSES = 10;

  private final Start start;
  private final Rest.Context context;
  private final Installer installer;
  private final LateReporter late;
  private boolean closed;

  LateStart(Start start, Rest.Context context, Installer installer, LateReporter late) {
    this.start = start;
    this.context = context;
    this.installer = installer;
    this.late = late;
  }

  @Override
  public void run() {
    late.isMadeHere();
    for (int wait = 0; wait < WAITS_FOR_ROOM && !Installer.hasRoom(); wait++) {
      pause();
    }
    Throwable problem = report();
    for (int attempt = 1; attempt < ATTEMPTS && isWantOfMemory(problem); attempt++) {
      if (problem instanceof LinkageError && !late.hasArrived()) {
        start.forgetRest();
      }
      pause();
      problem = report();
    }
    if (problem != null) {
      late.failed();
      tell(
          late.hasArrived()
              ? "not all that was asked for is in place: "
              : "conflicts are met, but cannot be reported: ",
          problem);
    }
    installer.weaveRest(new Drain(start));
  }

  /** What has failed; {@code null} for nothing. */
  private @Nullable Throwable report() {
    try {
      if (!closed) {
        start.closeAtExit(late, null);
        closed = true;
      }
      start.rest().report(context, installer, late);
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private void pause() {
    LockSupport.parkNanos(this, RETRY_NANOS);
  }

  private static boolean isWantOfMemory(@Nullable Throwable problem) {
    Throwable cause = problem;
    for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private void tell(String what, Throwable problem) {
    try {
      start.stderr().line(what + problem);
    } catch (OutOfMemoryError e) {
      // Nothing is left to say it with.
    }
  }

  private record Drain(Start start) implements Runnable {
    @Override
    public void run() {
      try {
        start.rest().drain(start.instrumentation());
      } catch (ReflectiveOperationException | LinkageError e) {
        start.stderr().line("the other families are woven while operations are under way: " + e);
      }
    }
  }
}
