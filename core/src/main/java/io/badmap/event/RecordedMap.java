package io.badmap.event;

import io.badmap.guard.Threads;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a map that is recorded. Goes with its map.
 *
 * <p>The counts are plain: two threads that use the map at once may lose some.
 */
final class RecordedMap extends WeakReference<Object> {
  /** Beyond these, writers are not told apart any more. */
  private static final int MAX_WRITERS = 64;

  final long id;
  final int hash;
  final String className;
  @Nullable RecordedMap next;
  volatile @Nullable String name;

  /** A line that may show the name. */
  private @Nullable Site unnamed;

  long reads;
  long writes;

  /** How many these were when it was last told how the map is doing. */
  private long usesTold;

  /** Whether its first use, as far as this has been looked at, was not one of the JDK's own. */
  volatile boolean isApplications;

  private int lastWriter;
  private volatile int[] writers = new int[2];
  private volatile int writerCount;

  RecordedMap(Object map, int hash, long id, @Nullable RecordedMap next) {
    super(map);
    this.id = id;
    this.hash = hash;
    this.next = next;
    className = map.getClass().getName();
  }

  void count(boolean write) {
    if (!write) {
      reads++;
      return;
    }
    writes++;
    int me = Threads.id(Thread.currentThread());
    if (me != lastWriter) {
      lastWriter = me;
      // Without the lock at first: two that write by turns come here each time.
      int n = writerCount;
      if (n < MAX_WRITERS && !isKnown(me, n)) {
        remember(me);
      }
    }
  }

  private boolean isKnown(int writer, int n) {
    int[] known = writers;
    for (int i = 0; i < n; i++) {
      if (known[i] == writer) {
        return true;
      }
    }
    return false;
  }

  private synchronized void remember(int writer) {
    int n = writerCount;
    if (n == MAX_WRITERS || isKnown(writer, n)) {
      return;
    }
    if (n == writers.length) {
      writers = Arrays.copyOf(writers, n * 2);
    }
    writers[n] = writer;
    writerCount = n + 1;
  }

  /** A line that calls the map: it is looked at later, and may show the map's name. */
  void seenAt(Site site) {
    Site earlier = unnamed;
    if (earlier == null || earlier.isLookedAt) {
      name = earlier == null || earlier.name == null ? site.name : earlier.name;
      unnamed = name == null ? site : null;
    }
  }

  /**
   * Whether it has been used since this was last true. Asks without the map: to look at a map that
   * nobody uses any more would keep it alive while a collection marks.
   */
  boolean isUsedAnew() {
    long uses = reads + writes;
    boolean anew = uses != usesTold && !refersTo(null);
    usesTold = uses;
    return anew;
  }

  int writers() {
    return writerCount;
  }
}
