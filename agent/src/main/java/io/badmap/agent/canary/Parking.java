package io.badmap.agent.canary;

import io.badmap.agent.options.Action;
import io.badmap.agent.options.Options;
import io.badmap.guard.Conflicts;
import java.util.concurrent.TimeUnit;

/** How long the other side of a parked thread stays inside its operation. */
public final class Parking {
  /** Beyond the time of the parked one. */
  private static final long HOLD_ON_MILLIS = 1_000;

  private Parking() {}

  /**
   * Says so to the guard.
   *
   * @param options in force
   * @param ruled whether a rule parks, whatever the options say
   */
  public static void hold(Options options, boolean ruled) {
    boolean parks = ruled || options.action() == Action.PARK;
    Conflicts.holdOwners(
        parks ? TimeUnit.MILLISECONDS.toNanos(options.park() + HOLD_ON_MILLIS) : 0);
  }
}
