package io.badmap.guard;

import org.jspecify.annotations.Nullable;

/**
 * What the agent of this JVM has installed; lives in the boot loader, so that a second copy of the
 * agent finds it. Thread-safe.
 */
public final class Installation {
  private static boolean claimed;
  private static volatile @Nullable Object agent;

  private Installation() {}

  /** True for the first caller only. */
  public static synchronized boolean claim() {
    if (claimed) {
      return false;
    }
    claimed = true;
    return true;
  }

  /** Lets the next caller of {@link #claim} in: nothing is installed, or not any more. */
  public static synchronized void unclaim() {
    claimed = false;
    agent = null;
  }

  /** Makes the agent known that has claimed this JVM, for those who attach to control it. */
  public static void reside(Object resident) {
    agent = resident;
  }

  /**
   * The agent that has claimed this JVM; {@code null} before it is installed and once it has gone.
   */
  public static @Nullable Object resident() {
    return agent;
  }

  /** Whether an agent has been installed in this JVM. */
  public static synchronized boolean isClaimed() {
    return claimed;
  }

  /** The id of a thread as the JVM has it, even where its class answers otherwise. */
  public static long threadId(Thread thread) {
    return Threads.wholeId(thread);
  }

  /**
   * Runs a real conflict of two threads on a woven map.
   *
   * @return the encounter, or {@code null} when none was met
   */
  public static @Nullable Encounter provoke() throws InterruptedException {
    return SelfTest.provoke();
  }
}
