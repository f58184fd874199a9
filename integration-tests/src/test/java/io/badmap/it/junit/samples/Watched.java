package io.badmap.it.junit.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.badmap.MapMisuseError;
import io.badmap.MisuseKind;
import io.badmap.junit.ExpectMisuse;
import io.badmap.junit.MisuseRecorder;
import io.badmap.junit.WatchMaps;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three fail: {@code swallowed}, {@code notMet}, {@code another}; the others pass. */
@WatchMaps
class Watched {
  @Test
  void swallowed() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  void swallowedAgain() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  void clean() {
    Map<Integer, Integer> map = new HashMap<>();
    map.put(1, 1);
    assertEquals(1, map.get(1));
  }

  @Test
  @ExpectMisuse(kind = MisuseKind.WRITES, site = "Race.*")
  void expected() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  @ExpectMisuse(kind = MisuseKind.CLONE_AND_WRITE)
  void another() throws InterruptedException {
    Race.onOwnThreads();
  }

  @Test
  @ExpectMisuse
  void notMet() {
    clean();
  }

  @Test
  void taken(MisuseRecorder recorder) throws InterruptedException {
    Race.onOwnThreads();
    assertEquals(MisuseKind.WRITES, recorder.misuses().get(0).kind());
    assertFalse(recorder.take().isEmpty());
  }

  @Test
  @WatchMaps(suppress = "*.samples.Race")
  void suppressed() throws InterruptedException {
    Race.unstopped();
  }

  @Test
  @ExpectMisuse
  void thrown() throws InterruptedException {
    MapMisuseError[] error = new MapMisuseError[1];
    Map<Integer, Integer> map = new HashMap<>();
    Thread other =
        new Thread(
            () -> {
              for (int i = 0; i < 300_000_000 && error[0] == null; i++) {
                try {
                  map.put(1, i);
                } catch (MapMisuseError e) {
                  error[0] = e;
                }
              }
            });
    other.start();
    for (int i = 0; i < 300_000_000 && error[0] == null; i++) {
      map.put(2, i);
    }
    other.join();
  }
}
