package io.badmap.it.atomicity;

import static io.badmap.it.atomicity.Meanwhile.other;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** Each method uses a concurrent map in a way that is no check-then-act. Prints how many ran. */
public final class SilentMain {
  private static final List<Pattern> PATTERNS =
      List.of(
          SilentMain::blindPut,
          SilentMain::readForOneRequestAndStoreForTheNext,
          SilentMain::readForTheLog,
          SilentMain::putIfAbsentAfterGet,
          SilentMain::replaceInALoop,
          SilentMain::atomicMethods,
          SilentMain::anotherKey,
          SilentMain::anotherKeyOfTheSameHash,
          SilentMain::anotherMap,
          SilentMain::theirsIsAnotherKey,
          SilentMain::nobodyElse,
          SilentMain::ownPutBetween,
          SilentMain::ownRemoveBetween,
          SilentMain::ownClearBetween,
          SilentMain::ownIteratorBetween,
          SilentMain::ownMergeBetween,
          SilentMain::ownReplaceAllBetween,
          SilentMain::bothFillInTheSame,
          SilentMain::changedAndChangedBack,
          SilentMain::lookedAgain,
          SilentMain::presenceStillHolds,
          SilentMain::anotherThreadLooked,
          SilentMain::putAllAfterGet,
          SilentMain::atTheEndOfTheStack,
          SilentMain::underOneLock,
          SilentMain::underTheMapsMonitor);

  /** As small as a JVM allows: hundreds of frames are enough. */
  private static final long SMALL_STACK = 200_000;

  private SilentMain() {}

  private interface Pattern {
    void on(Map<String, Object> map) throws Exception;
  }

  /** Runs each on a map of each kind. */
  public static void main(String[] arguments) throws Exception {
    for (Pattern pattern : PATTERNS) {
      pattern.on(new ConcurrentHashMap<>());
      pattern.on(new ConcurrentSkipListMap<>());
      pattern.on(Collections.synchronizedMap(new HashMap<>()));
    }
    System.out.println(PATTERNS.size() + " patterns");
  }

  private static void blindPut(Map<String, Object> map) {
    map.put("key", "a");
    other(() -> map.put("key", "theirs"));
    map.put("key", "mine");
  }

  private static void readForOneRequestAndStoreForTheNext(Map<String, Object> map) {
    for (String request : List.of("read", "store")) {
      serve(map, request);
    }
  }

  private static void serve(Map<String, Object> map, String request) {
    if (request.equals("read")) {
      System.out.print(map.get("key") == null ? "" : "x");
    } else {
      other(() -> map.put("key", "theirs"));
      map.put("key", request);
    }
  }

  private static void readForTheLog(Map<String, Object> map) {
    String line = "was " + map.get("key");
    other(() -> map.put("key", "theirs"));
    map.put("key", "mine");
    if (line.isEmpty()) {
      throw new AssertionError(line);
    }
  }

  private static void putIfAbsentAfterGet(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", "theirs"));
      map.putIfAbsent("key", "mine");
    }
  }

  private static void replaceInALoop(Map<String, Object> map) {
    map.put("key", 1);
    Integer seen;
    boolean first = true;
    do {
      seen = (Integer) map.get("key");
      if (first) {
        other(() -> map.put("key", 5));
        first = false;
      }
    } while (!map.replace("key", seen, seen + 1));
  }

  private static void atomicMethods(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", 1));
      map.computeIfAbsent("key", key -> 1);
      map.merge("key", 1, (a, b) -> (Integer) a + (Integer) b);
      map.compute("key", (key, value) -> 1);
      map.computeIfPresent("key", (key, value) -> 2);
    }
  }

  private static void anotherKey(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("other", "theirs"));
      map.put("other", "mine");
    }
  }

  private static void anotherKeyOfTheSameHash(Map<String, Object> map) {
    if (map.get("Aa") == null) {
      other(() -> map.put("BB", "theirs"));
      map.put("BB", "mine");
    }
  }

  private static void anotherMap(Map<String, Object> map) {
    Map<String, Object> second = new ConcurrentHashMap<>();
    if (map.get("key") == null) {
      other(() -> second.put("key", "theirs"));
      second.put("key", "mine");
    }
  }

  private static void theirsIsAnotherKey(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("other", "theirs"));
      map.put("key", "mine");
    }
  }

  private static void nobodyElse(Map<String, Object> map) {
    nobodyElse(map, 1_000);
  }

  private static void nobodyElse(Map<String, Object> map, int times) {
    for (int i = 0; i < times; i++) {
      Integer count = (Integer) map.get("key");
      map.put("key", count == null ? 1 : count + 1);
    }
  }

  private static void ownPutBetween(Map<String, Object> map) {
    if (map.get("key") == null) {
      map.put("key", "first");
      map.put("key", "second");
    }
  }

  private static void ownRemoveBetween(Map<String, Object> map) {
    map.put("key", "old");
    if (map.get("key") != null) {
      map.remove("key");
      map.put("key", "new");
    }
  }

  private static void ownClearBetween(Map<String, Object> map) {
    map.put("key", "old");
    if (map.get("key") != null) {
      map.clear();
      map.put("key", "new");
    }
  }

  private static void ownIteratorBetween(Map<String, Object> map) {
    map.put("key", "old");
    if (map.get("key") != null) {
      for (Iterator<String> it = map.keySet().iterator(); it.hasNext(); ) {
        it.next();
        it.remove();
      }
      map.put("key", "new");
    }
    if (map.get("key") != null) {
      map.values().removeIf("new"::equals);
      map.put("key", "newer");
    }
    if (map.get("key") != null) {
      map.entrySet().forEach(entry -> setIfPossible(entry, "set"));
      map.put("key", "newest");
    }
  }

  private static void setIfPossible(Map.Entry<String, Object> entry, String value) {
    try {
      entry.setValue(value);
    } catch (UnsupportedOperationException e) {
      // The entries of a ConcurrentSkipListMap are snapshots.
    }
  }

  private static void ownMergeBetween(Map<String, Object> map) {
    if (map.get("key") == null) {
      map.merge("key", 1, (a, b) -> b);
      map.put("key", 2);
    }
    if (map.get("key") != null) {
      map.compute("key", (key, value) -> null);
      map.put("key", 3);
    }
  }

  private static void ownReplaceAllBetween(Map<String, Object> map) {
    map.put("key", 1);
    if (map.get("key") != null) {
      map.replaceAll((key, value) -> 2);
      map.put("key", 3);
    }
    if (map.get("key") != null) {
      map.replace("key", 4);
      map.put("key", 5);
    }
    if (map.get("key") != null) {
      map.putAll(Map.of("key", 6));
      map.put("key", 7);
    }
  }

  private static void bothFillInTheSame(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", new StringBuilder("value").toString()));
      map.put("key", "value");
    }
  }

  private static void changedAndChangedBack(Map<String, Object> map) {
    map.put("key", "old");
    String seen = (String) map.get("key");
    other(() -> map.put("key", "theirs"));
    other(() -> map.put("key", "old"));
    map.put("key", seen + "x");
  }

  private static void lookedAgain(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", "theirs"));
      Object seen = map.get("key");
      map.put("key", seen + "x");
    }
  }

  private static void presenceStillHolds(Map<String, Object> map) {
    map.put("key", "old");
    if (map.containsKey("key")) {
      other(() -> map.put("key", "theirs"));
      map.put("key", "mine");
    }
  }

  private static void anotherThreadLooked(Map<String, Object> map) {
    boolean[] absent = new boolean[1];
    other(() -> absent[0] = map.get("key") == null);
    if (absent[0]) {
      other(() -> map.put("key", "theirs"));
      map.put("key", "mine");
    }
  }

  private static void putAllAfterGet(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", "theirs"));
      map.putAll(Map.of("key", "mine"));
    }
  }

  /** A hook that has no stack left must not take the thread's own write for another's. */
  private static void atTheEndOfTheStack(Map<String, Object> map) throws InterruptedException {
    Thread small = new Thread(null, () -> overflow(map), "small", SMALL_STACK);
    small.start();
    small.join();
  }

  private static void overflow(Map<String, Object> map) {
    for (int i = 0; i < 3; i++) {
      try {
        countDown(map);
      } catch (StackOverflowError e) {
        map.remove("key");
      }
    }
  }

  private static void countDown(Map<String, Object> map) {
    nobodyElse(map, 1);
    countDown(map);
  }

  private static void underOneLock(Map<String, Object> map) throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    countInThreads(
        () -> {
          lock.lock();
          try {
            nobodyElse(map);
          } finally {
            lock.unlock();
          }
        });
    expectCount(map);
  }

  private static void underTheMapsMonitor(Map<String, Object> map) throws InterruptedException {
    countInThreads(
        () -> {
          synchronized (map) {
            nobodyElse(map);
          }
        });
    expectCount(map);
  }

  private static void countInThreads(Runnable work) throws InterruptedException {
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(work);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void expectCount(Map<String, Object> map) {
    if (!map.get("key").equals(4_000)) {
      throw new AssertionError(map.toString());
    }
  }
}
