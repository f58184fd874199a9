package io.badmap.agent.watchdog;

import org.jspecify.annotations.Nullable;

/**
 * Tells one call that does not end from one that is made again and again, which look the same in
 * samples of a stack.
 */
public interface SameCall {
  /** What lines of new calls are more than those of calls that were under way. */
  int MOVED = 40_000;

  /**
   * Whether a method of {@code className} goes round in a loop that a damaged map makes endless.
   */
  boolean canBeEndless(String className, String method);

  /**
   * Makes calls of methods of {@code className} that begin from now on show line numbers that are
   * greater by {@link #MOVED}, or undoes that. A call that is under way keeps the code it began
   * with.
   *
   * @return what went wrong, or {@code null}
   */
  @Nullable String markNewCalls(String className, boolean mark);
}
