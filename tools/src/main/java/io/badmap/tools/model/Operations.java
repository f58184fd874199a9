package io.badmap.tools.model;

/**
 * Operations as columns, which are much smaller in JSON than rows: the n-th of each belongs to the
 * n-th operation.
 *
 * @param at when it began
 * @param nanos how long it took, 0 where that was not measured
 * @param lane its thread among {@link Window#lanes}
 * @param kind 0 assign, 1 access, 2 delete, 3 iterate
 * @param name the map method among {@link Window#names}
 * @param site the caller among {@link Window#names}
 * @param size mappings after it
 * @param bucket -1 where not known
 * @param hash of its key
 * @param effect 0 none, 1 a value changed, 2 the structure changed
 */
@SuppressWarnings("ArrayRecordComponent") // written once, read by index, never compared
public record Operations(
    long[] at,
    long[] nanos,
    int[] lane,
    int[] kind,
    int[] name,
    int[] site,
    int[] size,
    int[] bucket,
    int[] hash,
    int[] effect) {
  /** How many there are. */
  public int count() {
    return at.length;
  }
}
