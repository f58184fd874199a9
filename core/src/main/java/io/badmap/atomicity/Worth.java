package io.badmap.atomicity;

/**
 * Which lookups are worth the price of a stack: those of maps where lookups are followed by acts. A
 * map that is only read soon costs next to nothing. Counts are racy; a wrong one costs a report or
 * a microsecond.
 */
final class Worth {
  /** Lookups in a row that no act followed, after which most are not remembered. */
  private static final int IDLE_LOOKUPS = 512;

  /** Of these one in so many still is. */
  private static final int SAMPLE = 1024;

  /** Places for maps by their identity; so many that the JDK's own seldom share one. */
  private static final int PLACES = 8192;

  private static final short[] IDLE = new short[PLACES];

  private Worth() {}

  /** Counts a lookup, and says whether it is worth it. */
  static boolean ofLookup(Object map) {
    int place = place(map);
    int idle = IDLE[place];
    IDLE[place] = (short) (idle < IDLE_LOOKUPS + SAMPLE ? idle + 1 : IDLE_LOOKUPS);
    return idle <= IDLE_LOOKUPS;
  }

  /** An act has followed its lookup. */
  static void acted(Object map) {
    IDLE[place(map)] = 0;
  }

  private static int place(Object map) {
    return System.identityHashCode(map) & PLACES - 1;
  }
}
