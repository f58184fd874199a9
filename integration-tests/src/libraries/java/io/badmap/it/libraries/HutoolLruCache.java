package io.badmap.it.libraries;

import cn.hutool.cache.impl.LRUCache;

/**
 * Threads only read entries that are there. The cache is a {@code LinkedHashMap} in access order,
 * so every {@code get} relinks it, and reads share a lock.
 */
public final class HutoolLruCache {
  private static final int ENTRIES = 64;

  private HutoolLruCache() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> lookUp());
  }

  private static Race.Contest lookUp() {
    LRUCache<Integer, String> cache = new LRUCache<>(ENTRIES);
    for (int i = 0; i < ENTRIES; i++) {
      cache.put(i, "value");
    }
    return thread -> {
      int lookUps = 200_000;
      for (int i = 0; i < lookUps; i++) {
        cache.get((i * 31 + thread) % ENTRIES);
      }
      return lookUps;
    };
  }
}
