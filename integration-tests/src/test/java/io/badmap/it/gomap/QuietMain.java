package io.badmap.it.gomap;

import io.badmap.gomap.GoMap;
import io.badmap.gomap.GoPanic;
import java.util.List;

/** Correct use of GoMaps: shared for reading, under a lock, by keys that use the map themselves. */
public final class QuietMain {
  private static final int ENTRIES = 20_000;

  private QuietMain() {}

  /** A key whose hashCode reads and writes the map it is looked up in. */
  private static final class Nosy {
    private final GoMap<Object, Object> map;
    private final int id;
    private int writes = 3;

    Nosy(GoMap<Object, Object> map, int id) {
      this.map = map;
      this.id = id;
    }

    @Override
    public int hashCode() {
      map.get("seen");
      return id;
    }

    @Override
    public boolean equals(Object other) {
      if (writes-- > 0) map.put("seen", id);
      return other instanceof Nosy nosy && nosy.id == id;
    }
  }

  /** Prints what it has counted. */
  public static void main(String[] arguments) throws InterruptedException {
    GoMap<Integer, Integer> shared = GoMap.make();
    for (int i = 0; i < ENTRIES; i++) shared.put(i, i);
    GoMap<Integer, Integer> locked = GoMap.make();
    GoMap<Object, Object> nil = GoMap.nil();
    Runnable work =
        () -> {
          for (int i = 0; i < ENTRIES; i++) {
            shared.get(i);
            synchronized (locked) {
              locked.put(i, i);
              if (i % 3 == 0) locked.remove(i);
            }
          }
          for (int round = 0; round < 10; round++) shared.forEach((key, value) -> {});
          shared.copy();
          panics(nil);
        };
    Thread other = new Thread(work);
    other.start();
    work.run();
    other.join();
    GoMap<Object, Object> nosy = GoMap.make();
    for (int i = 0; i < 100; i++) nosy.put(new Nosy(nosy, i), i);
    for (int i = 0; i < 100; i++) nosy.get(new Nosy(nosy, i));
    System.out.println("quiet " + shared.len() + " " + nosy.len());
  }

  /** Both threads at once: a put that fails has changed nothing. */
  private static void panics(GoMap<Object, Object> nil) {
    for (int i = 0; i < ENTRIES; i++) {
      try {
        nil.put(i % 2 == 0 ? i : List.of(), i);
      } catch (GoPanic expected) {
        continue;
      }
      throw new AssertionError("a nil map took a put");
    }
  }
}
