package io.badmap.atomicity;

/**
 * Is told of what the hooks saw. Called inside a map operation of the application: hands over to
 * the agent's own thread and returns, does no output and waits for nothing.
 */
public interface Observer {
  /** Takes a proven interleaving. */
  void interleaved(Interleaving interleaving);

  /**
   * A {@code ConcurrentHashMap} refuses an update, since its own mapping function updates it too.
   *
   * @param trace taken inside the refused operation
   * @param nested whether that stands inside the function, else it is the one whose function it was
   */
  void recursed(Object map, Throwable trace, boolean nested);
}
