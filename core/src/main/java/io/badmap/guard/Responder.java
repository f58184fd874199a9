package io.badmap.guard;

import io.badmap.MapMisuseError;
import org.jspecify.annotations.Nullable;

/** What the guard calls when two threads have met; given by the agent. */
public interface Responder {
  /**
   * Takes a confirmed encounter. Called inside a map operation of the application, on the thread
   * that met the conflict: it hands over to the agent's own thread and returns, does no output and
   * waits for nothing.
   *
   * @param encounter what happened
   * @param mayThrow whether the calling thread can still be stopped
   * @return the error to throw into the calling thread, or {@code null} to let it go on
   */
  @Nullable MapMisuseError met(Encounter encounter, boolean mayThrow);

  /**
   * Whether a conflict is worth the wait for both exact stacks; false once the budget for that is
   * spent. Called on the quiet side of a conflict: a few loads, no lock.
   */
  boolean wantsDetails();

  /**
   * A conflict after {@link #wantsDetails} said no: the other side is not waited for. Counts it,
   * and stops the caller where an earlier report names its site.
   *
   * @param first the side that met the conflict
   * @param map the map they met on
   * @param mayThrow whether the calling thread can still be stopped
   * @return the error to throw, or {@code null}
   */
  default @Nullable MapMisuseError metAgain(Party first, Object map, boolean mayThrow) {
    return null;
  }
}
