package io.badmap.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that drops the entry used least recently when it is full. Not thread-safe; a {@code get}
 * moves the entry to the end and is a write.
 */
public final class LruCache<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int capacity;

  /** An empty cache for at most {@code capacity} entries. */
  public LruCache(int capacity) {
    super(16, 0.75f, true);
    this.capacity = capacity;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
