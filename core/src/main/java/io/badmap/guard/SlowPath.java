package io.badmap.guard;

/**
 * The threads that handle a conflict right now. What they do may itself use maps: a conflict inside
 * that is not looked at, so that handling never nests.
 */
final class SlowPath {
  private static final Slots BUSY = new Slots(64);

  private SlowPath() {}

  /** Whether the caller may handle a conflict now; if so, {@link #leave} must follow. */
  static boolean enter(Thread me) {
    return !BUSY.contains(me) && BUSY.add(me);
  }

  static void leave(Thread me) {
    BUSY.remove(me);
  }
}
