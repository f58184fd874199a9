package io.badmap.guard;

/**
 * Tells a nested operation from one of another thread with the same tag.
 *
 * <p>A tag holds the last ten bits of a thread id, so namesakes exist only once ids have passed
 * {@value #UNIQUE}. From then on one in {@value #SAMPLE} nested operations has its stack looked at:
 * a stack with a single map operation on it is not nested. A namesake that slips through is a
 * misuse not seen, never a false report.
 */
final class Namesakes {
  private static final int UNIQUE = 1 << 10;
  private static final int SAMPLE = 256;
  private static final boolean VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  private static boolean idsRepeat;
  private static int tick;

  private Namesakes() {}

  static boolean isSomebodyElse(int threadId, Object map) {
    if (!idsRepeat) {
      if (threadId < UNIQUE) {
        return false;
      }
      idsRepeat = true;
    }
    return (tick++ & SAMPLE - 1) == 0 && operationsOnStack(map) == 1;
  }

  /** Groups of adjacent map frames: a callback of the user separates an outer operation. */
  private static int operationsOnStack(Object subject) {
    int groups = 0;
    int family = 0;
    boolean inGroup = false;
    for (StackTraceElement frame : Stacks.here()) {
      boolean map = Stacks.isOf(frame.getClassName(), subject);
      if (map) {
        family++;
        if (!inGroup) {
          groups++;
        }
      }
      inGroup = map;
    }
    // Several adjacent frames may be an outer operation that calls an inner one directly.
    return groups == 1 && family > 1 ? 2 : groups;
  }

  /** Whether a tag tells this id from every smaller one. */
  static boolean isUnique(int threadId) {
    return threadId >= 0 && threadId < UNIQUE;
  }

  static boolean mayBeVirtual() {
    return VIRTUAL_THREADS;
  }
}
