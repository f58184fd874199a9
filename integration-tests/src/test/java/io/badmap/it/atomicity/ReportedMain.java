package io.badmap.it.atomicity;

import static io.badmap.it.atomicity.Meanwhile.other;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Each method is a check-then-act whose interleaving happens. Prints the names of all of them; a
 * report names the method as the caller of its act.
 */
public final class ReportedMain {
  private ReportedMain() {}

  private interface Pattern {
    void on(Map<String, Object> map);
  }

  /** Runs each on a map of each kind. */
  public static void main(String[] arguments) {
    run("absentThenPut", "readModifyPut", ReportedMain::absentThenPut, ReportedMain::readModifyPut);
    run(
        "containsKeyThenPut",
        "getOrDefaultThenPut",
        ReportedMain::containsKeyThenPut,
        ReportedMain::getOrDefaultThenPut);
    run(
        "putBackWhatWasRemoved",
        "presentThenPut",
        ReportedMain::putBackWhatWasRemoved,
        ReportedMain::presentThenPut);
    run("copyAndPut", "overMerge", ReportedMain::copyAndPut, ReportedMain::overMerge);
    run("overReplace", "overClear", ReportedMain::overReplace, ReportedMain::overClear);
    run("storesWhatItLacks", "inALambda", ReportedMain::behindMethods, ReportedMain::inALambda);
    run("firstCount", "onOneLine", ReportedMain::firstCount, ReportedMain::onOneLine);
  }

  private static void run(String first, String second, Pattern one, Pattern other) {
    for (Pattern pattern : List.of(one, other)) {
      pattern.on(new ConcurrentHashMap<>());
      pattern.on(new ConcurrentSkipListMap<>());
      pattern.on(Collections.synchronizedMap(new HashMap<>()));
    }
    System.out.println(first);
    System.out.println(second);
  }

  private static void absentThenPut(Map<String, Object> map) {
    if (map.get("key") == null) {
      other(() -> map.put("key", "theirs"));
      map.put("key", "mine");
    }
  }

  private static void readModifyPut(Map<String, Object> map) {
    map.put("key", 1);
    Integer count = (Integer) map.get("key");
    other(() -> map.put("key", 2));
    map.put("key", count + 1);
  }

  private static void containsKeyThenPut(Map<String, Object> map) {
    if (!map.containsKey("key")) {
      other(() -> map.put("key", "theirs"));
      map.put("key", "mine");
    }
  }

  private static void getOrDefaultThenPut(Map<String, Object> map) {
    Integer count = (Integer) map.getOrDefault("key", 0);
    other(() -> map.put("key", 7));
    map.put("key", count + 1);
  }

  private static void putBackWhatWasRemoved(Map<String, Object> map) {
    map.put("key", 1);
    Integer count = (Integer) map.get("key");
    other(() -> map.remove("key"));
    map.put("key", count + 1);
  }

  private static void presentThenPut(Map<String, Object> map) {
    map.put("key", "old");
    if (map.containsKey("key")) {
      other(() -> map.remove("key"));
      map.put("key", "new");
    }
  }

  private static void copyAndPut(Map<String, Object> map) {
    map.put("key", List.of("a"));
    List<Object> copy = new ArrayList<>();
    copy.addAll((List<?>) map.get("key"));
    other(() -> map.put("key", List.of("a", "b")));
    copy.add("c");
    map.put("key", copy);
  }

  private static void overMerge(Map<String, Object> map) {
    map.put("key", 1);
    Integer count = (Integer) map.get("key");
    other(() -> map.merge("key", 1, (a, b) -> (Integer) a + (Integer) b));
    map.put("key", count + 1);
  }

  private static void overReplace(Map<String, Object> map) {
    map.put("key", 1);
    Integer count = (Integer) map.get("key");
    other(() -> map.replace("key", 1, 5));
    map.put("key", count + 1);
  }

  private static void overClear(Map<String, Object> map) {
    map.put("key", 1);
    Integer count = (Integer) map.get("key");
    other(() -> map.clear());
    map.put("key", count + 1);
  }

  private static void behindMethods(Map<String, Object> map) {
    storesWhatItLacks(map);
  }

  private static void storesWhatItLacks(Map<String, Object> map) {
    if (isMissing(map)) {
      other(() -> map.put("key", "theirs"));
      map.put("key", "mine");
    }
  }

  private static boolean isMissing(Map<String, Object> map) {
    return !map.containsKey("key");
  }

  private static void inALambda(Map<String, Object> map) {
    List.of("key").forEach(key -> inALambda(map, key));
  }

  private static void inALambda(Map<String, Object> map, String key) {
    Object seen = map.get(key);
    Runnable put = () -> map.put(key, seen + "x");
    other(() -> map.put("key", "theirs"));
    put.run();
  }

  /** The very same value, but one count of two is lost. */
  private static void firstCount(Map<String, Object> map) {
    Integer count = (Integer) map.get("key");
    other(() -> map.put("key", 1));
    map.put("key", count == null ? 1 : count + 1);
  }

  private static void onOneLine(Map<String, Object> map) {
    map.put("key", 1);
    map.put("key", (Integer) map.get("key") + theirs(map));
  }

  private static int theirs(Map<String, Object> map) {
    other(() -> map.put("key", 5));
    return 1;
  }
}
