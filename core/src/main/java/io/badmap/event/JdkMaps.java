package io.badmap.event;

import org.jspecify.annotations.Nullable;

/**
 * Maps that the JDK uses for itself: a request to its HTTP server alone makes a dozen of these, and
 * whoever asks for a sample means maps of the application. The first use of a map decides.
 *
 * <p>Such a map costs one walk of the stack and a place among {@value #CAPACITY} identity hashes,
 * and leaves nothing behind. One that another has driven out of its place is looked at again.
 *
 * <p>The places are plain: a race costs another walk.
 */
final class JdkMaps {
  private static final int CAPACITY = 4096;
  private static final int[] HASHES = new int[CAPACITY];

  private JdkMaps() {}

  /**
   * What is known of a map that a sample takes, the line that uses it left in {@link Scribe#from}
   * where that is known.
   *
   * @param hash its identity hash code
   * @param caller the line that is known to use it now; {@code null} to walk the stack for it
   * @return {@code null} where it is left out
   */
  static @Nullable RecordedMap orNull(
      Scribe me, RecordedMaps maps, Object map, int hash, @Nullable Site caller) {
    me.from = caller;
    RecordedMap known = maps.find(map, hash);
    if (known != null && known.isApplications) {
      return known;
    }
    if (HASHES[hash & CAPACITY - 1] == hash) {
      return null;
    }
    Site from = caller == null ? Sites.here() : caller;
    me.from = from;
    if (from != null && from.isJdk) {
      HASHES[hash & CAPACITY - 1] = hash;
      return null;
    }
    RecordedMap recorded = maps.of(map, hash);
    recorded.isApplications = true;
    return recorded;
  }
}
