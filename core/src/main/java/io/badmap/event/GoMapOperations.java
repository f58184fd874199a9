package io.badmap.event;

import io.badmap.guard.GoMapGuard;
import java.util.AbstractMap;
import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/**
 * What is woven into {@code io.badmap.gomap.GoMap} while operations are recorded. Promises what
 * {@link Operations} does. GoMap may be of any class loader, and is known by its fields alone.
 */
public final class GoMapOperations {
  private static final Unsafe U = Unsafe.getUnsafe();

  /** Where the tables of GoMap keep the logarithm of their size; 0 until one is left. */
  private static long level;

  /** Where a GoMap keeps the number of its buckets less one; 0 until that is asked for. */
  private static long mask;

  private GoMapOperations() {}

  /**
   * An operation has begun.
   *
   * @param kind a constant of {@link Operations}
   * @return what {@link #left} is to be given; {@code null} where it is not recorded
   */
  public static @Nullable Object entered(Object map, byte kind) {
    try {
      int hash = System.identityHashCode(map);
      if (!Choice.takes(hash)) {
        return null;
      }
      Scribe me = Scribe.mine();
      if (me.busy) {
        return null;
      }
      me.busy = true;
      try {
        return Operations.begin(me, map, hash, kind);
      } finally {
        me.busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
      return null;
    }
  }

  /**
   * An operation ends, or is left by an exception.
   *
   * @param event what {@link #entered} gave
   * @param operation its name in Go's runtime
   * @param before the number of entries at its begin
   * @param writes whether it changes the map though that number stays
   * @param buckets main buckets
   */
  public static void left(
      @Nullable Object event,
      Object map,
      String operation,
      int before,
      boolean writes,
      int buckets) {
    left(event, map, operation, before, writes, buckets, null, false, 0, 0);
  }

  /** The same of one that changes nothing and whose buckets do not matter. */
  public static void left(@Nullable Object event, Object map, String operation) {
    left(event, map, operation, GoMapGuard.count(map), false, -1);
  }

  /**
   * The same of an operation that is about a key.
   *
   * @param multiplier of the map's hash function
   * @param addend of the map's hash function
   */
  public static void left(
      @Nullable Object event,
      Object map,
      String operation,
      int before,
      boolean writes,
      int buckets,
      @Nullable Object key,
      boolean keyed,
      long multiplier,
      long addend) {
    if (event == null) {
      return;
    }
    try {
      OperationEvent told = (OperationEvent) event;
      Scribe me = Scribe.mine();
      me.end(told);
      if (me.busy) {
        return;
      }
      me.busy = true;
      try {
        told.end();
        told.operation = operation;
        told.size = GoMapGuard.count(map);
        told.capacity = buckets;
        told.bucket = -1;
        if (keyed && key != null) {
          told.keyClass = key.getClass().getName();
          told.key = KeyTexts.of(key);
          if (Hashes.isPlain(key.getClass())) {
            told.hash = (int) (key.hashCode() * multiplier + addend >>> 32);
            told.bucket = told.hash & buckets - 1;
          }
        }
        told.structural = told.size != before;
        told.changed = writes || told.structural;
        Operations.commit(told, told.changed);
      } finally {
        me.busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /** A growth has begun: a new table hangs in. */
  public static void growing(Object map, int oldBuckets, int buckets) {
    try {
      RecordedMap recorded = Growth.growthOf(map);
      if (recorded != null) {
        try {
          Growth.tellStart(recorded, GoMapGuard.count(map), oldBuckets, buckets);
        } finally {
          Scribe.mine().busy = false;
        }
      }
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /**
   * The entries of an old bucket are about to be moved.
   *
   * @param old the table that is being left
   * @return what {@link #moved} is to be given; {@code null} where it is not recorded
   */
  public static @Nullable Object moving(
      Object map, int oldBucket, int nevacuate, @Nullable Object old) {
    try {
      RecordedMap recorded = Growth.growthOf(map);
      if (recorded == null) {
        return null;
      }
      try {
        int oldBuckets = old == null ? 0 : 1 << U.getInt(old, level(old));
        MapGrowWork step = new MapGrowWork();
        step.bucket = oldBucket;
        step.nevacuate = nevacuate;
        step.oldBuckets = oldBuckets;
        step.describe(recorded);
        step.commit();
        return Growth.rehashing(recorded, oldBuckets);
      } finally {
        Scribe.mine().busy = false;
      }
    } catch (Throwable e) {
      Losses.add();
      return null;
    }
  }

  /** They are moved. How many they were is not counted. */
  public static void moved(@Nullable Object event, int buckets) {
    if (event == null) {
      return;
    }
    try {
      Growth.grown((MapRehash) event, buckets, -1);
    } catch (Throwable e) {
      Losses.add();
    }
  }

  /** GoMap's tables are all of one class, and laid out alike where two loaders hold it. */
  private static long level(Object table) {
    long known = level;
    if (known == 0) {
      known = U.objectFieldOffset(table.getClass(), "b");
      level = known;
    }
    return known;
  }

  /** The main buckets. */
  static int buckets(Object map) {
    long known = mask;
    if (known == 0) {
      Class<?> header = map.getClass();
      while (header.getSuperclass() != AbstractMap.class) {
        header = header.getSuperclass();
      }
      known = U.objectFieldOffset(header, "mask");
      mask = known;
    }
    return U.getInt(map, known) + 1;
  }

  /** A map is made. */
  public static void created(Object map, int buckets) {
    Growth.cloned(map, buckets);
  }
}
