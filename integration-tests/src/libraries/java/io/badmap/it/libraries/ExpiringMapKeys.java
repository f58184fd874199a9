package io.badmap.it.libraries;

import java.util.ConcurrentModificationException;
import java.util.concurrent.TimeUnit;
import net.jodah.expiringmap.ExpiringMap;

/**
 * One thread walks over the keys of a map that is documented as thread-safe while another adds and
 * removes entries. The keys are those of a {@code LinkedHashMap}; only the writer takes the lock.
 */
public final class ExpiringMapKeys {
  private static final int ENTRIES = 500;
  private static final int PASSES = 50;
  private static final int WALKS = 1_000;

  private ExpiringMapKeys() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> share());
  }

  private static Race.Contest share() {
    ExpiringMap<Integer, String> map = ExpiringMap.builder().expiration(1, TimeUnit.HOURS).build();
    for (int i = 0; i < ENTRIES; i++) {
      map.put(i, "value");
    }
    return thread -> thread == 0 ? change(map) : walk(map);
  }

  private static int change(ExpiringMap<Integer, String> map) {
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < ENTRIES; i++) {
        map.put(ENTRIES + i, "value");
      }
      for (int i = 0; i < ENTRIES; i++) {
        map.remove(ENTRIES + i);
      }
    }
    return 2 * PASSES * ENTRIES;
  }

  /** A walk that fails is not the last: the other thread goes on. */
  private static int walk(ExpiringMap<Integer, String> map) {
    int steps = 0;
    ConcurrentModificationException failure = null;
    for (int walk = 0; walk < WALKS; walk++) {
      try {
        for (Integer key : map.keySet()) {
          steps += key == null ? 0 : 1;
        }
      } catch (ConcurrentModificationException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return steps;
  }
}
