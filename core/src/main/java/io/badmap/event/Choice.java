package io.badmap.event;

/**
 * Which maps are recorded, each one always or never, as its identity hash says; and what of them.
 */
final class Choice {
  private static final int SCALE_BITS = 24;

  /** Spreads identity hashes, which are not all equally likely in their upper bits. */
  private static final int SPREAD = 0x9E3779B9;

  private static volatile int limit;
  private static volatile boolean whole;
  private static volatile boolean growth = true;
  private static volatile boolean creation = true;

  private Choice() {}

  /**
   * @param share of the maps, from 0 to 1
   */
  static void set(double share) {
    limit = (int) Math.round(share * (1 << SCALE_BITS));
    whole = share >= 1;
  }

  /** Whether all maps are recorded, those too that the JDK uses for itself. */
  static boolean takesAll() {
    return whole;
  }

  /** Whether nothing is recorded now. */
  static boolean takesNone() {
    return limit == 0;
  }

  static void trace(boolean growth, boolean creation) {
    Choice.growth = growth;
    Choice.creation = creation;
  }

  /** Whether it is told that maps grow, and that their bins become trees. */
  static boolean tellsGrowth() {
    return growth;
  }

  /** Whether it is told that maps are made. */
  static boolean tellsCreation() {
    return creation;
  }

  static boolean takes(int identityHash) {
    return identityHash * SPREAD >>> Integer.SIZE - SCALE_BITS < limit;
  }
}
