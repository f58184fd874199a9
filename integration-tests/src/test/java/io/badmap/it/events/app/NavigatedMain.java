package io.badmap.it.events.app;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import jdk.jfr.Recording;

/**
 * Calls what sorted maps and sets have of their own, a call on each line; writes what was recorded
 * to the file it is given, and prints its own lines that the stack was walked for.
 */
public final class NavigatedMain {
  private static final int NUMBERS = 20;

  private NavigatedMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    TreeMap<Integer, String> map = new TreeMap<>();
    TreeSet<Integer> set = new TreeSet<>();
    for (Integer i = 0; i < NUMBERS; i++) {
      map.put(i, "value");
      set.add(i);
    }
    try (Recording recording = new Recording()) {
      recording.start();
      navigateTree(map);
      navigateSorted(map);
      navigateSub(map.headMap(15, true));
      navigateSet(set);
      navigateSortedSet(set);
      navigateSubSet(set.headSet(15, true));
      navigateKeys(map.navigableKeySet());
      recording.stop();
      recording.dump(Path.of(arguments[0]));
    }
    tellWalked();
  }

  private static void navigateTree(TreeMap<Integer, String> map) {
    map.firstKey();
    map.lastKey();
    map.firstEntry();
    map.lastEntry();
    map.lowerKey(5);
    map.lowerEntry(5);
    map.floorKey(5);
    map.floorEntry(5);
    map.ceilingKey(5);
    map.ceilingEntry(5);
    map.higherKey(5);
    map.higherEntry(5);
    map.pollFirstEntry();
    map.pollLastEntry();
  }

  private static void navigateSorted(SortedMap<Integer, String> map) {
    map.firstKey();
    map.lastKey();
  }

  private static void navigateSub(NavigableMap<Integer, String> map) {
    map.firstKey();
    map.lastKey();
    map.firstEntry();
    map.lastEntry();
    map.lowerKey(5);
    map.lowerEntry(5);
    map.floorKey(5);
    map.floorEntry(5);
    map.ceilingKey(5);
    map.ceilingEntry(5);
    map.higherKey(5);
    map.higherEntry(5);
    map.pollFirstEntry();
    map.pollLastEntry();
  }

  private static void navigateSet(TreeSet<Integer> set) {
    set.first();
    set.last();
    set.lower(5);
    set.floor(5);
    set.ceiling(5);
    set.higher(5);
    set.pollFirst();
    set.pollLast();
    set.add(100);
    set.contains(100);
    set.remove(100);
  }

  private static void navigateSortedSet(SortedSet<Integer> set) {
    set.first();
    set.last();
    set.contains(6);
  }

  private static void navigateSubSet(NavigableSet<Integer> set) {
    set.first();
    set.last();
    set.lower(5);
    set.floor(5);
    set.ceiling(5);
    set.higher(5);
    set.pollFirst();
    set.pollLast();
  }

  private static void navigateKeys(NavigableSet<Integer> keys) {
    keys.first();
    keys.last();
    keys.lower(5);
    keys.floor(5);
    keys.ceiling(5);
    keys.higher(5);
    keys.pollFirst();
    keys.pollLast();
    keys.contains(6);
  }

  /** Those are in a table of their own, beside those of woven lines. */
  private static void tellWalked() throws ReflectiveOperationException {
    Field table = Class.forName("io.badmap.event.Sites").getDeclaredField("TABLE");
    table.setAccessible(true);
    for (Object site : (Object[]) table.get(null)) {
      if (site != null) {
        String text = (String) site.getClass().getField("text").get(site);
        if (text.startsWith(NavigatedMain.class.getName() + ".navigate")) {
          System.out.println(text);
        }
      }
    }
  }
}
