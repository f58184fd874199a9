package io.badmap.tools.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the keys of a map are spread.
 *
 * @param keys distinct hash codes seen, where only every n-th was kept an estimate
 * @param oneIn n; 1 where all were kept
 * @param byKey keys in 64 partitions
 * @param byOperation operations on keys in 64 partitions
 * @param bins the map's own; null where the recording does not tell how it finds a bin
 * @param collisions hash codes of several keys, the most shared first
 */
public record Skew(
    long keys,
    int oneIn,
    Partitions byKey,
    Partitions byOperation,
    @Nullable Bins bins,
    List<Collision> collisions) {
  /** Whether anything of it is worth a look. */
  public boolean flagged() {
    return byKey.flagged() || byOperation.flagged() || (bins != null && bins.flagged());
  }
}
