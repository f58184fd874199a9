package io.badmap.bench;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which maps a benchmark runs on: the JDK's unsynchronised ones, or what one would switch to. */
public enum Flavor {
  /** {@code HashMap}, {@code HashSet} and {@code LinkedHashMap}: what the agent watches. */
  UNSYNCHRONIZED {
    @Override
    <V> Map<Object, V> map() {
      return new HashMap<>();
    }

    @Override
    <V> Map<Object, V> linkedMap(boolean accessOrder) {
      return new LinkedHashMap<>(16, 0.75f, accessOrder);
    }

    @Override
    Set<Object> set() {
      return new HashSet<>();
    }
  },
  /**
   * {@code ConcurrentHashMap} everywhere; it keeps no order, so it is a cheap stand-in for a linked
   * map.
   */
  CONCURRENT {
    @Override
    <V> Map<Object, V> map() {
      return new ConcurrentHashMap<>();
    }

    @Override
    <V> Map<Object, V> linkedMap(boolean accessOrder) {
      return new ConcurrentHashMap<>();
    }

    @Override
    Set<Object> set() {
      return ConcurrentHashMap.newKeySet();
    }
  },
  /** The unsynchronised map or set in the wrapper of {@code java.util.Collections}. */
  SYNCHRONIZED {
    @Override
    <V> Map<Object, V> map() {
      return Collections.synchronizedMap(new HashMap<>());
    }

    @Override
    <V> Map<Object, V> linkedMap(boolean accessOrder) {
      return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, accessOrder));
    }

    @Override
    Set<Object> set() {
      return Collections.synchronizedSet(new HashSet<>());
    }
  };

  abstract <V> Map<Object, V> map();

  abstract <V> Map<Object, V> linkedMap(boolean accessOrder);

  abstract Set<Object> set();
}
