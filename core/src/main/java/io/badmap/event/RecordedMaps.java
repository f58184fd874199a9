package io.badmap.event;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The maps that are recorded, found by identity, and their ids.
 *
 * <p><b>Assumptions.</b> Called inside map operations, by any number of threads.
 *
 * <p><b>Guarantees.</b> A map keeps its id for life, and no two maps of this JVM have the same. A
 * map is not kept alive. What is left of maps that are gone is at most as much as there is of those
 * that live, in each of the parts.
 *
 * <p><b>Progress.</b> A map that is known is found without a lock; one that is new takes the lock
 * of its part, inside which nothing waits.
 */
final class RecordedMaps {
  static final int PARTS = 64;

  private final Part[] parts = new Part[PARTS];
  private final AtomicLong ids = new AtomicLong();

  RecordedMaps() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  /**
   * What is known of {@code map}.
   *
   * @param hash its identity hash code
   */
  RecordedMap of(Object map, int hash) {
    Part part = parts[hash & PARTS - 1];
    RecordedMap known = part.find(map, hash);
    return known != null ? known : part.add(map, hash, ids);
  }

  /** The same; {@code null} of a map that nobody has asked for yet. */
  @Nullable RecordedMap find(Object map, int hash) {
    return parts[hash & PARTS - 1].find(map, hash);
  }

  /**
   * Those of one part that live; drops the others.
   *
   * @param part from 0 to {@value #PARTS} - 1
   */
  RecordedMap[] live(int part) {
    return parts[part].live();
  }

  /** How many are kept, of maps that live and that are gone. */
  int size() {
    int sum = 0;
    for (Part part : parts) {
      sum += part.size();
    }
    return sum;
  }

  private static final class Part {
    private static final int LEAST = 16;

    private volatile @Nullable RecordedMap[] table = new RecordedMap[LEAST];
    private int size;

    /** May miss one while the table is rebuilt. */
    @Nullable RecordedMap find(Object map, int hash) {
      @Nullable RecordedMap[] known = table;
      for (RecordedMap at = known[index(hash, known.length)]; at != null; at = at.next) {
        if (at.hash == hash && at.refersTo(map)) {
          return at;
        }
      }
      return null;
    }

    synchronized RecordedMap add(Object map, int hash, AtomicLong ids) {
      RecordedMap known = find(map, hash);
      if (known != null) {
        return known;
      }
      if (size >= table.length) {
        rebuild();
      }
      @Nullable RecordedMap[] into = table;
      int index = index(hash, into.length);
      RecordedMap added = new RecordedMap(map, hash, ids.incrementAndGet(), into[index]);
      into[index] = added;
      size++;
      // Publishes what was stored.
      table = into;
      return added;
    }

    /** Drops what is gone, and makes room for as much again as is left. */
    private void rebuild() {
      RecordedMap[] live = collect();
      int length = LEAST;
      while (length < live.length * 2) {
        length *= 2;
      }
      @Nullable RecordedMap[] fresh = new RecordedMap[length];
      for (RecordedMap map : live) {
        int index = index(map.hash, length);
        map.next = fresh[index];
        fresh[index] = map;
      }
      size = live.length;
      table = fresh;
    }

    private RecordedMap[] collect() {
      RecordedMap[] live = new RecordedMap[size];
      int n = 0;
      for (RecordedMap head : table) {
        for (RecordedMap at = head; at != null; at = at.next) {
          if (!at.refersTo(null)) {
            live[n++] = at;
          }
        }
      }
      return Arrays.copyOf(live, n);
    }

    synchronized RecordedMap[] live() {
      rebuild();
      return collect();
    }

    synchronized int size() {
      return size;
    }

    private static int index(int hash, int length) {
      return hash >>> 6 & length - 1;
    }
  }
}
