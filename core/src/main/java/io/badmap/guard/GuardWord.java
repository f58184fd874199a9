package io.badmap.guard;

/**
 * The layout of a guard word: the {@code modCount} of a map, whose upper bits say who writes.
 *
 * <pre>
 *   31 30 29 ........ 20 19 ................ 0
 *    0  0  0000000000     count                 at rest: what the JDK left
 *    1  t  tttttttttt     count                 a write is under way, by a thread whose id ends in t
 *    0  1  tttttttttt     count                 a write that may yet turn out to change nothing
 *    0  0  0000000001     count                 contended: a second thread met the writer
 * </pre>
 *
 * <p>The count has 20 bits: the JDK only compares counts for equality, and 1,048,576 structural
 * changes between two steps of one iterator would be needed to be missed. A count that was larger
 * before the agent came looks like a stuck tag, and heals like one.
 *
 * <p>The remaining values with bits 31 and 30 clear never stand in a map; they are what an entry
 * hook hands to its exit hook.
 */
final class GuardWord {
  static final int COUNT_BITS = 20;
  static final int COUNT = (1 << COUNT_BITS) - 1;
  static final int TAG = ~COUNT;

  static final int WRITING = 1 << 31;
  static final int TENTATIVE = 1 << 30;
  static final int TENTATIVE_ID = TENTATIVE - 1 & TAG;

  static final int CONTENDED = 1 << COUNT_BITS;

  /** Given to an exit hook that has nothing to clear: an outer operation owns the tag. */
  static final int NOT_MINE = 2 << COUNT_BITS;

  /** Given to an exit hook of an operation that met another thread and went on without a tag. */
  static final int UNGUARDED = 3 << COUNT_BITS;

  private GuardWord() {}

  /** The tag of a write by the thread with this id. */
  static int writing(int threadId) {
    return threadId << COUNT_BITS | WRITING;
  }

  /** The tag of a write by the thread with this id that may turn out to change nothing. */
  static int tentative(int threadId) {
    return threadId << COUNT_BITS & TENTATIVE_ID | TENTATIVE;
  }

  /** Whether {@code word} bears a tag of the thread with this id, or of one whose id ends alike. */
  static boolean isOf(int word, int threadId) {
    int tag = word & TAG;
    return tag == writing(threadId) || tag == tentative(threadId);
  }

  /** Whether {@code word} bears a thread's tag of either kind. */
  static boolean isTagged(int word) {
    return (word & (WRITING | TENTATIVE)) != 0;
  }

  /** Whether the write that {@code word} tells of changes the map, as a tentative one may not. */
  static boolean isCertain(int word) {
    return (word & WRITING) != 0;
  }

  static boolean isContended(int word) {
    return (word & TAG) == CONTENDED;
  }

  static boolean atRest(int word) {
    return (word & TAG) == 0;
  }

  static int count(int word) {
    return word & COUNT;
  }
}
