package io.badmap.it.libraries;

import java.util.concurrent.TimeUnit;
import net.jodah.expiringmap.ExpiringMap;

/**
 * One thread walks over the keys of a map that is documented as thread-safe while another adds
 * entries. The keys are those of a {@code LinkedHashMap}; only the writer takes the lock.
 */
public final class ExpiringMapKeys {
  private static final int ENTRIES = 500;

  private ExpiringMapKeys() {}

  /** Runs for {@code args[0]} seconds. */
  public static void main(String[] args) throws InterruptedException {
    Race.run(args, 2, round -> walk());
  }

  private static Race.Contest walk() {
    ExpiringMap<Integer, String> map = ExpiringMap.builder().expiration(1, TimeUnit.HOURS).build();
    for (int i = 0; i < ENTRIES; i++) {
      map.put(i, "value");
    }
    return thread -> {
      if (thread == 0) {
        for (int i = 0; i < ENTRIES; i++) {
          map.put(ENTRIES + i, "value");
        }
        return ENTRIES;
      }
      int steps = 0;
      for (int walk = 0; walk < 5; walk++) {
        for (Integer key : map.keySet()) {
          steps += key == null ? 0 : 1;
        }
      }
      return steps;
    };
  }
}
