package io.badmap.agent.start;

import io.badmap.guard.Responder;

/** The reporter, as the start knows it. Thread-safe. */
public interface Reporting extends Responder, AutoCloseable {
  /**
   * Waits until everything is told that was met before the call.
   *
   * @param nanos how long at most
   * @return false if that was not enough
   */
  boolean flush(long nanos);

  /** Tells what is left to tell, and ends. */
  @Override
  void close();
}
