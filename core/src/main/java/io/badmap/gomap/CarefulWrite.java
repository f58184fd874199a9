package io.badmap.gomap;

import io.badmap.MisuseKind;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Writes under keys whose hashCode and equals may throw, change their mind, or use the map
 * themselves.
 *
 * <p>Every callback runs while the structure is whole, with {@link GoMap#owner} set, so that what
 * the callback does to this map is known as the same thread's doing. If a callback has written, the
 * count of writes tells, and the operation begins again; after {@link GoMap#MAX_RESTARTS} times it
 * gives up. Nothing is changed until the last callback has returned.
 */
final class CarefulWrite {
  private static final Object RESTART = new Object();

  private CarefulWrite() {}

  /** What is done once the entry, or its absence, is found. */
  private interface Step {
    /** Gives the result, or {@link #RESTART}. */
    @Nullable Object run(int hash, int writes);
  }

  static @Nullable Object assign(GoMap<?, ?> m, @Nullable Object key, @Nullable Object value) {
    return run(m, key, (hash, writes) -> assign(m, key, value, hash, writes));
  }

  static @Nullable Object delete(GoMap<?, ?> m, @Nullable Object key) {
    return run(m, key, (hash, writes) -> delete(m, key, hash, writes));
  }

  private static @Nullable Object run(GoMap<?, ?> m, @Nullable Object key, Step step) {
    for (int i = 0; i < GoMap.MAX_RESTARTS; i++) {
      m.checkNoWriter(MisuseKind.WRITES);
      int writes = m.writes();
      int hash = m.hash(key);
      m.checkNoWriter(MisuseKind.WRITES);
      // The hash may have cleared the map, and so have made itself worthless.
      if (m.writes() != writes) continue;
      Object result = guarded(m, step, hash, writes);
      if (result != RESTART) return result;
    }
    throw GoMap.restless(key);
  }

  private static @Nullable Object guarded(GoMap<?, ?> m, Step step, int hash, int writes) {
    Thread current = Thread.currentThread();
    boolean outermost = m.enter(current);
    try {
      VarHandle.releaseFence();
      try {
        return step.run(hash, writes);
      } finally {
        m.leave(outermost);
      }
    } catch (StackOverflowError e) {
      // Perhaps in leaving. Nothing may be called here: see GoMap on the end of the stack.
      if (outermost && m.owner == current) {
        m.owner = null;
        m.word &= ~GoMap.HASH_WRITING;
      }
      m.word += GoMap.ONE_WRITE;
      throw e;
    }
  }

  private static @Nullable Object assign(
      GoMap<?, ?> m, @Nullable Object key, @Nullable Object value, int hash, int writes) {
    for (; ; ) {
      int bucket = hash & m.mask;
      if (!growWork(m, bucket, writes)) return RESTART;
      long found = m.find(key, hash);
      if (m.writes() != writes) return RESTART;
      if (found >= 0) {
        Object former = m.valueAt(found);
        int at = (int) (found >>> 4);
        @Nullable Object[] pairs = m.buckets.pairs(at);
        int i = Buckets.index(at, (int) found & 7);
        pairs[i] = key;
        pairs[i + 1] = value;
        return former;
      }
      if (m.mustGrow()) {
        m.hashGrow();
        continue;
      }
      if (Keys.kind(key) != Keys.Kind.TRUSTED) m.careful = true;
      m.insertNew(key, value, hash);
      return null;
    }
  }

  private static @Nullable Object delete(
      GoMap<?, ?> m, @Nullable Object key, int hash, int writes) {
    int bucket = hash & m.mask;
    if (!growWork(m, bucket, writes)) return RESTART;
    long found = m.find(key, hash);
    if (m.writes() != writes) return RESTART;
    if (found < 0) return GoMap.ABSENT;
    Object former = m.valueAt(found);
    m.remove(bucket, (int) (found >>> 4), (int) found & 7);
    return former;
  }

  /** As {@link GoMap#growWork}; false if a callback has written meanwhile. */
  private static boolean growWork(GoMap<?, ?> m, int bucket, int writes) {
    Buckets old = m.oldbuckets;
    if (old == null) return true;
    if (!evacuate(m, old, bucket & (old.size() - 1), writes)) return false;
    return m.oldbuckets == null || evacuate(m, old, m.nevacuate, writes);
  }

  private static boolean evacuate(GoMap<?, ?> m, Buckets old, int oldbucket, int writes) {
    if (!Tophash.evacuated(old.top(oldbucket))) {
      long[] plan = m.plan(oldbucket);
      if (m.writes() != writes) return false;
      m.move(oldbucket, plan);
    }
    if (oldbucket == m.nevacuate) m.advanceEvacuationMark(old);
    return true;
  }
}
