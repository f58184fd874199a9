package io.badmap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two threads inside conflicting operations on one map at the same time, at least one of which
 * modified it; or one of the kinds that {@code atomicity=on} looks for; or, of kind {@link
 * MisuseKind#CORRUPTED}, one thread that found a map damaged.
 *
 * @param number counts the reports of this JVM, from 1
 * @param kind what met
 * @param mapClass the class of the map
 * @param mapIdentity the identity hash code of the map; 0 where only its class is known
 * @param mapName the field that holds the map, as in {@code OrderService.userCache}, where known
 * @param size the number of mappings when the two met; -1 where unknown
 * @param watchedSince when the agent began to watch
 * @param time when the two met
 * @param first the side that met the conflict; the act of a check-then-act, or the refused update
 * @param second the side that was there; the write in between, or the update whose function runs
 * @param hint the pattern, and what would mend it; {@code null} where none fits; of a corrupted map
 *     what was seen
 * @param check the lookup of a check-then-act; {@code null} for every other kind
 */
public record MisuseReport(
    long number,
    MisuseKind kind,
    String mapClass,
    int mapIdentity,
    @Nullable String mapName,
    int size,
    Instant watchedSince,
    Instant time,
    Side first,
    Side second,
    @Nullable String hint,
    @Nullable Check check) {
  /** A report of two sides. */
  public MisuseReport(
      long number,
      MisuseKind kind,
      String mapClass,
      int mapIdentity,
      @Nullable String mapName,
      int size,
      Instant watchedSince,
      Instant time,
      Side first,
      Side second,
      @Nullable String hint) {
    this(
        number,
        kind,
        mapClass,
        mapIdentity,
        mapName,
        size,
        watchedSince,
        time,
        first,
        second,
        hint,
        null);
  }
}
