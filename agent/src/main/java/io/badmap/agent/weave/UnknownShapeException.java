package io.badmap.agent.weave;

/** A class of the JDK does not look as the rewriting expects; nothing of it may be changed. */
public final class UnknownShapeException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnknownShapeException(String message) {
    super(message);
  }
}
