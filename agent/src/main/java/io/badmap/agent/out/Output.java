package io.badmap.agent.out;

import java.util.List;

/**
 * Where reports go. Used by one thread at a time; throws nothing: what cannot be written there goes
 * to stderr.
 */
public interface Output {
  /**
   * Writes and flushes.
   *
   * @param text lines, each ended by {@code \n}
   * @param application class loaders that may know the application's classes, the likeliest first
   */
  void write(String text, List<ClassLoader> application);
}
