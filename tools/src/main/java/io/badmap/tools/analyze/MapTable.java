package io.badmap.tools.analyze;

import io.badmap.tools.jfr.LongIntTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The maps of all JVMs. Above {@value #MOST} of them the half with the fewest operations and no
 * misuse is dropped and only counted, so that memory does not grow with the number of maps. Not for
 * several threads.
 */
final class MapTable {
  static final int MOST = 20_000;

  /** Hash codes kept over all maps; 24 bytes each, in tables that are half full. */
  private static final long MOST_KEYS = 1_500_000;

  private static final int MOST_KEYS_OF_MAP = 1 << 15;
  private static final int LEAST_KEYS_OF_MAP = 32;

  private final List<@Nullable WatchedMap> maps = new ArrayList<>();
  private LongIntTable numbers = new LongIntTable();
  private int alive;
  private long dropped;
  private int keysOfMap = MOST_KEYS_OF_MAP;
  private long keys;

  /** The map with this id, made if it is new. */
  WatchedMap of(int jvm, long id) {
    long key = key(jvm, id);
    int number = numbers.get(key);
    WatchedMap map = number < 0 ? null : maps.get(number);
    return map != null ? map : add(jvm, id, key);
  }

  private static long key(int jvm, long id) {
    return id ^ (long) jvm << 48;
  }

  private WatchedMap add(int jvm, long id, long key) {
    if (alive >= MOST) drop();
    WatchedMap map = new WatchedMap(maps.size(), jvm, id);
    maps.add(map);
    numbers.put(key, map.number);
    alive++;
    return map;
  }

  private void drop() {
    List<WatchedMap> all = all();
    all.sort(
        Comparator.comparingInt((WatchedMap map) -> map.misuses)
            .thenComparingLong(WatchedMap::operations));
    for (WatchedMap map : all.subList(0, MOST / 2)) {
      maps.set(map.number, null);
      if (map.keys != null) keys -= map.keys.size();
    }
    alive -= MOST / 2;
    dropped += MOST / 2;
    numbers = new LongIntTable();
    for (WatchedMap map : all()) numbers.put(key(map.jvm, map.id), map.number);
  }

  /** The map with this number; null where it was dropped. */
  @Nullable WatchedMap byNumber(int number) {
    return maps.get(number);
  }

  /** Those that were not dropped. */
  List<WatchedMap> all() {
    List<WatchedMap> all = new ArrayList<>(alive);
    for (WatchedMap map : maps) {
      if (map != null) all.add(map);
    }
    return all;
  }

  /** How many were dropped. */
  long dropped() {
    return dropped;
  }

  /** How many hash codes a map may keep. */
  int keysOfMap() {
    return keysOfMap;
  }

  /** Notes that a map's hash codes became more, or fewer, and makes room if need be. */
  void keysChanged(int by) {
    keys += by;
    while (keys > MOST_KEYS && keysOfMap > LEAST_KEYS_OF_MAP) {
      keysOfMap /= 2;
      keys = 0;
      for (WatchedMap map : all()) {
        if (map.keys == null) continue;
        map.keys.limit(keysOfMap);
        keys += map.keys.size();
      }
    }
  }
}
