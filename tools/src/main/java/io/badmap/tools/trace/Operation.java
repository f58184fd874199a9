package io.badmap.tools.trace;

/**
 * One operation as it was recorded. Strings are numbers of {@link io.badmap.tools.jfr.Symbols}.
 *
 * @param start nanoseconds since 1970
 * @param nanos how long it took, 0 where that was not measured
 * @param kind which event
 * @param thread its number in the analysis
 * @param map its number in the analysis
 * @param name the map method
 * @param site the caller
 * @param size mappings after it
 * @param capacity after it
 * @param bucket -1 where not known
 * @param hash of its key
 * @param effect 0 none, 1 a value changed, 2 the structure changed
 */
public record Operation(
    long start,
    long nanos,
    Kind kind,
    int thread,
    int map,
    int name,
    int site,
    int size,
    int capacity,
    int bucket,
    int hash,
    int effect) {
  /** It changed nothing. */
  public static final int NOTHING = 0;

  /** It replaced a value. */
  public static final int VALUE = 1;

  /** It added, removed or moved entries. */
  public static final int STRUCTURE = 2;

  /** When it was over. */
  public long end() {
    return start + nanos;
  }

  /** Whether it changed the map, or was meant to. */
  public boolean writes() {
    return kind.writes() || effect != NOTHING;
  }
}
