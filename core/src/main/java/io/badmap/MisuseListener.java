package io.badmap;

/**
 * Told of every reported misuse. Found through {@link java.util.ServiceLoader} on the application's
 * class path, or registered with {@link Badmap#onMisuse}.
 */
@FunctionalInterface
public interface MisuseListener {
  /**
   * Called on the agent's own daemon thread, never inside a map operation. What it throws is
   * counted and told once, and changes nothing for other listeners.
   */
  void onMisuse(MisuseReport report);
}
