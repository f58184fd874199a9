package io.badmap.agent.canary;

import io.badmap.agent.budget.Step;

/** What is woven into the maps, as the budget steers it. Called by one thread. */
@FunctionalInterface
public interface Hooks {
  /** How many classes are watched. */
  enum Extent {
    /** All that were to be. */
    ALL,
    /** HashMap's family. */
    HASH_MAPS,
    /** None. */
    NONE;

    static Extent of(Step step) {
      return switch (step) {
        case FULL, FEWER_EVENTS, LOWER_SAMPLING -> ALL;
        case FEWER_CLASSES -> HASH_MAPS;
        case HOOKS_OUT -> NONE;
      };
    }
  }

  /**
   * Watches so much from now on. To be called again and again: what threads inside map operations
   * have held up goes on then.
   *
   * @return false where that is not possible yet; less may be watched until it is asked for again
   */
  boolean watch(Extent extent);
}
