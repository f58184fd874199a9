package io.badmap.guard;

import org.jspecify.annotations.Nullable;

/**
 * Tells the agent, where there is one, that a class it may weave is used for the first time: what
 * weaves GoMap costs more than the whole start of the agent, and most applications have none.
 */
public final class FirstUse {
  /** Weaves the class that is being initialized. */
  public interface Listener {
    /** Called on the thread that initializes {@code type}, before any of its methods runs. */
    void firstUse(Class<?> type);
  }

  private static volatile @Nullable Listener listener;

  private FirstUse() {}

  /** Begins to tell {@code listener}; nobody where that is {@code null}. */
  public static void tell(@Nullable Listener listener) {
    FirstUse.listener = listener;
  }

  /** To be called by the static initializer of {@code type}. */
  public static void of(Class<?> type) {
    Listener told = listener;
    if (told != null) {
      told.firstUse(type);
    }
  }
}
