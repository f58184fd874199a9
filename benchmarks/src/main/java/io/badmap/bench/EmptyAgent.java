package io.badmap.bench;

/**
 * An agent that does nothing: what a JVM with it takes longer is the price of any {@code
 * -javaagent}, not of a hook. On JDK 25 that is a factor of two for a look-up of 2.5 ns, probably
 * since such a JVM has seen other keys in its maps by the time it compiles them.
 */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Does nothing. */
  public static void premain(String arguments) {
    // Nothing.
  }
}
