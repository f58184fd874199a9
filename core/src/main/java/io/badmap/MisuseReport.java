package io.badmap;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two threads inside conflicting operations on one map at the same time, at least one of which
 * modified it.
 *
 * @param number counts the reports of this JVM, from 1
 * @param kind what met
 * @param mapClass the class of the map
 * @param mapIdentity the identity hash code of the map
 * @param mapName the field that holds the map, as in {@code OrderService.userCache}, where known
 * @param size the number of mappings when the two met; -1 where unknown
 * @param watchedSince when the agent began to watch
 * @param time when the two met
 * @param first the side that met the conflict
 * @param second the side that was there
 * @param hint the pattern, and what would mend it; {@code null} where none fits
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
    @Nullable String hint) {}
