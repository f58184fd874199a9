package io.badmap.it.junit.samples;

import io.badmap.junit.WatchMaps;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Under {@code atomicity=on} the first test fails, for a thread of its own came in between. */
@WatchMaps
class ActsOnOldNews {
  @Test
  void acts() throws InterruptedException {
    Map<String, String> map = new ConcurrentHashMap<>();
    if (map.get("key") == null) {
      Thread other = new Thread(() -> map.put("key", "theirs"));
      other.start();
      other.join();
      map.put("key", "mine");
    }
  }

  @Test
  void rests() {}
}
