package io.badmap.guard;

import jdk.internal.vm.annotation.ForceInline;

/**
 * The layout of a guard word: the {@code modCount} of a map, whose upper bits say who writes.
 *
 * <pre>
 *   31 30 ........ 21 20 19 ................ 0
 *    0  0000000000  0     count                 at rest: what the JDK left
 *    1  tttttttttt  1     count                 a write is under way, by a thread whose id ends in t
 *    1  tttttttttt  0     count                 a write that may yet turn out to change nothing
 *    1  0000000000  0     count                 contended: a second thread met the writer
 * </pre>
 *
 * <p>The sign tells a map at rest, so that a read compares the word with nothing but zero: a masked
 * copy of it would cost a register and an instruction.
 *
 * <p>The count has 20 bits: the JDK only compares counts for equality, and 1,048,576 structural
 * changes between two steps of one iterator would be needed to be missed. A count that was larger
 * before the agent came stands above the 20 bits while the sign is clear. Such a word takes no tag:
 * a write that changes no structure must leave the count as it is, since an iteration that began
 * before the agent came may go on when it is gone. The first structural write cuts it to 20 bits.
 *
 * <p>The two largest values of the upper bits that have the sign clear are also what an entry hook
 * hands to its exit hook where there is nothing to compare or to clear: no map at rest comes there
 * before its two thousand millionth change.
 */
final class GuardWord {
  static final int COUNT_BITS = 20;
  static final int COUNT = (1 << COUNT_BITS) - 1;
  static final int TAG = ~COUNT;

  /** Where the end of the thread id stands in a tag. */
  static final int ID_SHIFT = COUNT_BITS + 1;

  static final int CONTENDED = 1 << 31;
  static final int CERTAIN = 1 << COUNT_BITS;
  static final int WRITING = CONTENDED | CERTAIN;

  /** Given to an exit hook that has nothing to clear: an outer operation owns the tag. */
  static final int NOT_MINE = 0x7fe << COUNT_BITS;

  /** Given to an exit hook of an operation that met another thread and went on without a tag. */
  static final int UNGUARDED = 0x7ff << COUNT_BITS;

  private GuardWord() {}

  /** The tag of a write by the thread with this id. */
  static int writing(int threadId) {
    return threadId << ID_SHIFT | WRITING;
  }

  /** The tag of a write by the thread with this id that may turn out to change nothing. */
  static int tentative(int threadId) {
    int tag = threadId << ID_SHIFT | CONTENDED;
    // An id that ends in zeros would make the mark.
    return tag == CONTENDED ? tag | 1 << 30 : tag;
  }

  /** Whether {@code word} bears a tag of the thread with this id, or of one whose id ends alike. */
  static boolean isOf(int word, int threadId) {
    int tag = word & TAG;
    return tag == writing(threadId) || tag == tentative(threadId);
  }

  /** Whether {@code word} bears a thread's tag of either kind. */
  static boolean isTagged(int word) {
    return word < 0 && !isContended(word);
  }

  /** Whether the write that {@code word} tells of changes the map, as a tentative one may not. */
  static boolean isCertain(int word) {
    return (word & WRITING) == WRITING;
  }

  static boolean isContended(int word) {
    return (word & TAG) == CONTENDED;
  }

  /** Whether no write is under way on the map whose word this is. */
  static boolean atRest(int word) {
    return word >= 0;
  }

  /**
   * Whether a tag fits beside the count of a word at rest. One unsigned comparison: the JIT knows
   * the sum of both sides with the smallest number.
   */
  @ForceInline
  static boolean isTaggable(int word) {
    return word + Integer.MIN_VALUE <= COUNT + Integer.MIN_VALUE;
  }

  /** {@code word} with another count; the upper bits of a count at rest are none of a tag. */
  @ForceInline
  static int withCount(int word, int count) {
    return word >> 31 & word & TAG | count & COUNT;
  }

  /** What an iteration remembers of {@code word}: what will be there once no write is under way. */
  @ForceInline
  static int expected(int word) {
    return word >= 0 ? word : word & COUNT;
  }

  /** Whether an entry hook found the map at rest, and left it to its exit hook to compare. */
  static boolean isComparable(int entered) {
    return (entered & TAG) == 0;
  }

  static int count(int word) {
    return word & COUNT;
  }
}
