package io.badmap;

import org.jspecify.annotations.Nullable;

/** Told of misuses for each pair of scopes and each round; see {@link Scopes}. */
@FunctionalInterface
public interface ScopeListener {
  /**
   * Called on the agent's own daemon thread, never inside a map operation. What it throws is
   * counted and told once.
   *
   * @param misuse what met, as these two threads met
   * @param first the scope of the first side's thread; {@code null} for none or where unknown
   * @param second the scope of the second side's thread
   * @param text the report for people
   * @param json the report as one JSON object, ended by {@code \n}
   */
  void onMisuse(
      MisuseReport misuse, @Nullable Scope first, @Nullable Scope second, String text, String json);
}
