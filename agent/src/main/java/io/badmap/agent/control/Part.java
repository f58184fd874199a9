package io.badmap.agent.control;

/**
 * A part of the agent that works by itself, and weaves classes while it does: it rests before the
 * agent leaves, and goes on where the agent cannot. Used by one thread at a time.
 */
public interface Part {
  /**
   * Begins to rest; called again where it was refused.
   *
   * @throws IllegalStateException if it cannot rest now, with the reason; it goes on then, or is
   *     asked to by {@link #goOn}
   */
  void rest() throws InterruptedException;

  /** Goes on as before {@link #rest}, which may have failed half-way. */
  void goOn();

  /** Ends for good, after {@link #rest}. */
  void end();
}
