package io.badmap.hunt;

import org.jspecify.annotations.Nullable;

/**
 * Whether one thread alone has used maps for a while, as it does in most tests: nothing of it can
 * be a near miss until another thread comes, so none of it need be noted.
 *
 * <p><b>Assumptions.</b> One thread of the agent calls {@link #beat}; between two beats lies more
 * time than a near miss may be wide.
 *
 * <p><b>Guarantees.</b> What a second thread does is noted, and what the first one does from then
 * on. The last operations before that are not: of many meetings the first may be missed.
 *
 * <p><b>Progress.</b> Wait-free: a plain load or two, a store where threads take turns.
 */
final class Alone {
  /** So many beats without a second thread, and the thread is alone. */
  private static final int ENOUGH = 4;

  private @Nullable Thread alone;
  private @Nullable Thread last;
  private boolean others;
  private int beats;

  /** An operation of {@code thread}; true where no other thread has used a map for a while. */
  boolean isAlone(Thread thread) {
    if (alone == thread) {
      return true;
    }
    if (last != thread) {
      last = thread;
      others = true;
      alone = null;
    }
    return false;
  }

  /** Called now and then; {@code held} is whether an operation is held right now. */
  void beat(boolean held) {
    beats = others || held ? 0 : beats + 1;
    others = false;
    if (beats == 0) {
      alone = null;
    } else if (beats >= ENOUGH) {
      alone = last;
    }
  }
}
