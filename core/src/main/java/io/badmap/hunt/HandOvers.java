package io.badmap.hunt;

/**
 * What threads know of each other: a happens-before relation as far as threads that are started and
 * joined, executors and futures make it, by small vector clocks.
 *
 * <p><b>Assumptions.</b> Whoever hands something over calls {@link #released} before another thread
 * can get it, and that one {@link #acquired} after it has. An object is told by its identity hash.
 *
 * <p><b>Guarantees.</b> Fixed memory, no reference to anything. What does not fit, or is lost to a
 * race, is not known: an operation is held for nothing. Two objects with one identity hash order
 * what is not ordered: a near miss is let pass. Neither can make or unmake a report.
 *
 * <p><b>Progress.</b> Wait-free: plain loads and stores.
 *
 * <table>
 * <caption>Eight words of 64 bits each</caption>
 * <tr><th>table</th><th>first word</th><th>the others</th></tr>
 * <tr><td>{@link #objects}</td><td>identity hash of the object, 0 for none</td><td>stamp of its
 * release, then what the releasing thread knew</td></tr>
 * <tr><td>{@link #threads}</td><td>id of the thread</td><td>stamps of other threads: all that these
 * did before that is over</td></tr>
 * </table>
 */
final class HandOvers {
  private static final int LINE_LOG = 3;
  private static final int WORDS = 1 << LINE_LOG;
  private static final int THREADS = 1024;

  private final long[] objects = new long[NearMisses.LINES << LINE_LOG];
  private final long[] threads = new long[THREADS << LINE_LOG];

  /** The thread of {@code stamp} is about to hand over an object with this identity hash. */
  void released(int identityHash, int threadId, long stamp) {
    int line = NearMisses.line(identityHash);
    int own = own(threadId);
    objects[line] = 0;
    objects[line + 1] = stamp;
    for (int word = 2; word < WORDS; word++) {
      objects[line + word] = threads[own + word - 1];
    }
    objects[line] = identityHash;
  }

  /** The thread has got an object with this identity hash. */
  void acquired(int identityHash, int threadId) {
    int line = NearMisses.line(identityHash);
    if (objects[line] != identityHash) {
      return;
    }
    for (int word = 1; word < WORDS; word++) {
      learn(threadId, objects[line + word]);
    }
  }

  /** The thread {@code joined} has ended by {@code stamp}, which bears its id. */
  void joined(int joined, long stamp, int threadId) {
    learn(threadId, stamp);
    int line = own(joined);
    for (int word = 1; word < WORDS; word++) {
      learn(threadId, threads[line + word]);
    }
  }

  /** Whether the operation with stamp {@code earlier} was over before the thread went on. */
  boolean isOrdered(long earlier, int threadId) {
    int line = own(threadId);
    for (int word = 1; word < WORDS; word++) {
      long known = threads[line + word];
      if (known != 0
          && NearMisses.thread(known) == NearMisses.thread(earlier)
          && NearMisses.isBefore(earlier, known)) {
        return true;
      }
    }
    return false;
  }

  /** The line of a thread, emptied where another thread had it before. */
  private int own(int threadId) {
    int line = (threadId & THREADS - 1) << LINE_LOG;
    if (threads[line] != threadId) {
      for (int word = 1; word < WORDS; word++) {
        threads[line + word] = 0;
      }
      threads[line] = threadId;
    }
    return line;
  }

  /** Keeps the later of two stamps of one thread; the oldest of all gives way to a new one. */
  private void learn(int threadId, long stamp) {
    if (stamp == 0 || NearMisses.thread(stamp) == (threadId & NearMisses.THREAD)) {
      return;
    }
    int line = own(threadId);
    int place = line + 1;
    for (int word = line + 1; word < line + WORDS; word++) {
      long known = threads[word];
      if (known == 0 || NearMisses.thread(known) == NearMisses.thread(stamp)) {
        place = word;
        break;
      }
      if (NearMisses.isBefore(known, threads[place])) {
        place = word;
      }
    }
    if (threads[place] == 0 || NearMisses.isBefore(threads[place], stamp)) {
      threads[place] = stamp;
    }
  }
}
