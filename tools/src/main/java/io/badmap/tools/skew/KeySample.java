package io.badmap.tools.skew;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct hash codes of a map's keys, with what was done to each. Where they become more than
 * the limit, only every second, fourth and so on is kept, chosen by the hash itself, so that what
 * is kept is kept from its first operation to its last. Not for several threads.
 */
public final class KeySample {
  private static final int SMALLEST = 16;
  private static final int FIELDS = 6;
  private static final int HASH = 0;
  private static final int OPERATIONS = 1;
  private static final int LIVE = 2;
  private static final int PEAK = 3;
  private static final int CLASS = 4;
  private static final int KEY = 5;

  /** For a hash whose key was taken out more often than put in: nothing is in the map. */
  private static final int NEVER_PUT = Integer.MIN_VALUE;

  /** Is given each hash code. */
  public interface Visitor {
    /**
     * One hash code.
     *
     * @param live keys in the map at the end; one where the recording shows no put of it
     * @param peak the most keys that were in the map at once
     * @param operations on these keys
     * @param keyClass the number of a string
     * @param key the number of a string, the first that was told; 0 where none was
     */
    void visit(int hash, int live, int peak, int operations, int keyClass, int key);
  }

  /** So many keys of one hash code are kept. */
  private static final int KEYS_OF_HASH = 5;

  /** Keys of a hash code beside the first one, in the order in which they came. */
  private final Map<Integer, List<Integer>> further = new HashMap<>();

  private int[] table = new int[SMALLEST * FIELDS];
  private int slots = SMALLEST;
  private int size;
  private int oneIn = 1;

  /**
   * Notes an operation on a key.
   *
   * @param puts whether the key was not there before
   * @param absent whether it is not there any more
   * @param limit the most hash codes to keep
   */
  public void add(int hash, boolean puts, boolean absent, int keyClass, int key, int limit) {
    if ((mix(hash) & (oneIn - 1)) != 0) return;
    int at = slot(hash);
    if (table[at + OPERATIONS] == 0) {
      if (size >= limit) {
        thin();
        add(hash, puts, absent, keyClass, key, limit);
        return;
      }
      if (++size > slots / 2) {
        rebuild(slots * 2);
        at = slot(hash);
      }
      table[at + HASH] = hash;
      table[at + LIVE] = NEVER_PUT;
    }
    if (table[at + OPERATIONS] < Integer.MAX_VALUE) table[at + OPERATIONS]++;
    table[at + CLASS] = keyClass;
    if (key != 0) addKey(at, key);
    if (puts) {
      table[at + LIVE] = Math.max(table[at + LIVE], 0) + 1;
      table[at + PEAK] = Math.max(table[at + PEAK], table[at + LIVE]);
    } else if (absent) {
      table[at + LIVE] = Math.max(table[at + LIVE], 1) - 1;
    }
  }

  private void addKey(int at, int key) {
    if (table[at + KEY] == 0) {
      table[at + KEY] = key;
    } else if (table[at + KEY] != key) {
      List<Integer> keys = further.computeIfAbsent(table[at + HASH], hash -> new ArrayList<>());
      if (keys.size() < KEYS_OF_HASH - 1 && !keys.contains(key)) keys.add(key);
    }
  }

  /** The numbers of some keys of a hash code beside the one that a visitor is given. */
  public List<Integer> further(int hash) {
    return further.getOrDefault(hash, List.of());
  }

  /** All hash codes, in no order. */
  public void visit(Visitor visitor) {
    for (int at = 0; at < table.length; at += FIELDS) {
      if (table[at + OPERATIONS] == 0) continue;
      int live = table[at + LIVE];
      visitor.visit(
          table[at + HASH],
          live == NEVER_PUT ? 1 : live,
          Math.max(table[at + PEAK], 1),
          table[at + OPERATIONS],
          table[at + CLASS],
          table[at + KEY]);
    }
  }

  /** Hash codes kept. */
  public int size() {
    return size;
  }

  /** Of how many hash codes one is kept. */
  public int oneIn() {
    return oneIn;
  }

  /** Keeps at most so many. */
  public void limit(int most) {
    while (size > most) thin();
  }

  private void thin() {
    oneIn *= 2;
    int[] old = table;
    table = new int[slots * FIELDS];
    size = 0;
    for (int at = 0; at < old.length; at += FIELDS) {
      if (old[at + OPERATIONS] == 0 || (mix(old[at]) & (oneIn - 1)) != 0) continue;
      System.arraycopy(old, at, table, slot(old[at]), FIELDS);
      size++;
    }
    further.keySet().removeIf(hash -> (mix(hash) & (oneIn - 1)) != 0);
    if (size * 8 < slots && slots > SMALLEST) rebuild(Math.max(SMALLEST, slots / 4));
  }

  private void rebuild(int newSlots) {
    int[] old = table;
    slots = newSlots;
    table = new int[slots * FIELDS];
    for (int at = 0; at < old.length; at += FIELDS) {
      if (old[at + OPERATIONS] == 0) continue;
      System.arraycopy(old, at, table, slot(old[at]), FIELDS);
    }
  }

  private int slot(int hash) {
    int slot = (mix(hash) >>> 8) & (slots - 1);
    while (table[slot * FIELDS + OPERATIONS] != 0 && table[slot * FIELDS] != hash) {
      slot = (slot + 1) & (slots - 1);
    }
    return slot * FIELDS;
  }

  /** The finalizer of 32-bit Murmur3. */
  private static int mix(int hash) {
    int mixed = hash;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }

  @Override
  public String toString() {
    return size + " hash codes, one in " + oneIn + Arrays.toString(table);
  }
}
