package io.badmap.tools.model;

import org.jspecify.annotations.Nullable;

/**
 * The life of a map.
 *
 * @param map which one
 * @param createdAt -1 where the recording does not have it
 * @param createdBy thread; empty where not known
 * @param createdIn site; empty where not known
 * @param firstAt its first operation
 * @param lastAt its last operation
 * @param assigns operations of this kind
 * @param accesses operations of this kind
 * @param deletes operations of this kind
 * @param iterations steps of iterations
 * @param structural operations that changed the structure
 * @param writers threads that wrote
 * @param readers threads that read
 * @param mostMappings its greatest size
 * @param mappings its last size
 * @param capacity its last capacity
 * @param growths how often it grew
 * @param rehashNanos how long entries were moved, in all
 * @param treeified bins that became trees
 * @param misuses how many
 * @param heat its row of the heat map
 * @param skew how its keys are spread; null where no key was seen
 */
public record MapLife(
    MapRef map,
    long createdAt,
    String createdBy,
    String createdIn,
    long firstAt,
    long lastAt,
    long assigns,
    long accesses,
    long deletes,
    long iterations,
    long structural,
    int writers,
    int readers,
    int mostMappings,
    int mappings,
    int capacity,
    int growths,
    long rehashNanos,
    int treeified,
    int misuses,
    Heat heat,
    @Nullable Skew skew) {
  /** All its operations. */
  public long operations() {
    return assigns + accesses + deletes + iterations;
  }
}
