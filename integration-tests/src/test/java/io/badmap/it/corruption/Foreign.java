package io.badmap.it.corruption;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * Exceptions out of a map after another thread was met on it. The agent has to run with {@code
 * action=log}, and the JVM with {@code --add-opens java.base/java.util=ALL-UNNAMED}.
 */
final class Foreign {
  private static final int ATTEMPTS = 2_000;
  private static final long LINGER_NANOS = 300_000;

  private Foreign() {}

  private interface Use {
    void run() throws ReflectiveOperationException;
  }

  /** A key that keeps its writer inside {@code put} until the other thread is about to come. */
  private static final class Lingering implements Comparable<Object> {
    volatile boolean inside;
    volatile boolean comes;

    @Override
    public int hashCode() {
      linger();
      return 5;
    }

    /** After every other key of a sorted map. */
    @Override
    public int compareTo(Object other) {
      linger();
      return 1;
    }

    private void linger() {
      inside = true;
      while (!comes) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      while (System.nanoTime() - start < LINGER_NANOS) {
        Thread.onSpinWait();
      }
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** Prints what each exception has suppressed. */
  public static void main(String[] arguments) throws Exception {
    iteration("iteration", new HashMap<>());
    iteration("sorted iteration", new TreeMap<>());
    iteration("weak iteration", new WeakHashMap<>());
    ownRemoval();
    wrongCast();
    shortArray();
    missingEntry();
    explicitNull();
  }

  /** Meets a writer called {@code foreign} on {@code map}, in {@code use}. */
  private static void meet(Map<Object, Object> map, Use use) throws Exception {
    Lingering key = new Lingering();
    Thread writer = new Thread(() -> map.put(key, "foreign"), "foreign");
    writer.start();
    while (!key.inside) {
      Thread.onSpinWait();
    }
    key.comes = true;
    try {
      use.run();
    } finally {
      writer.join();
    }
  }

  private static Map<Object, Object> filled(Map<Object, Object> map) {
    map.clear();
    for (int i = 0; i < 4; i++) {
      map.put(i, i);
    }
    return map;
  }

  private static void iteration(String what, Map<Object, Object> map) throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      filled(map);
      Iterator<Object> keys = map.keySet().iterator();
      try {
        meet(map, keys::next);
        keys.next();
      } catch (ConcurrentModificationException e) {
        if (e.getSuppressed().length > 0) {
          tell(what, e);
          return;
        }
      }
    }
    System.out.println(what + ": no lead");
  }

  /** The other thread was met before this one began to iterate, so it is innocent. */
  private static void ownRemoval() throws Exception {
    Map<Object, Object> map = met();
    try {
      for (Object key : map.keySet()) {
        map.remove(key);
      }
    } catch (ConcurrentModificationException e) {
      tell("own removal", e);
    }
  }

  /** A plain entry at the end of a tree, as a put that raced with the making of the tree leaves. */
  private static void wrongCast() throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      Map<Object, Object> map = met();
      Damaged.spoilTree(map);
      try {
        for (int key = 100; key < 200; key++) {
          map.put(new Damaged.Ordered(key), key);
        }
      } catch (ClassCastException e) {
        if (e.getSuppressed().length > 0) {
          tell("wrong cast", e);
          return;
        }
      }
    }
    System.out.println("wrong cast: no lead");
  }

  private static void shortArray() throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      Map<Object, Object> map = met();
      Damaged.set(map, "size", 1);
      try {
        map.keySet().toArray();
      } catch (ArrayIndexOutOfBoundsException e) {
        if (e.getSuppressed().length > 0) {
          tell("short array", e);
          return;
        }
      }
    }
    System.out.println("short array: no lead");
  }

  /** A tree that is turned about an entry with nothing on that side. */
  private static void missingEntry() throws Exception {
    for (int i = 0; i < ATTEMPTS; i++) {
      Map<Object, Object> map = filled(new TreeMap<>());
      meet(map, () -> map.get(0));
      Damaged.spoilParent(map);
      try {
        map.put(-1, "own");
      } catch (NullPointerException e) {
        if (e.getSuppressed().length > 0) {
          tell("missing entry", e);
          return;
        }
      }
    }
    System.out.println("missing entry: no lead");
  }

  private static void explicitNull() throws Exception {
    Map<Object, Object> map = met();
    try {
      map.merge("key", 1, null);
    } catch (NullPointerException e) {
      tell("explicit null", e);
    }
  }

  /** A map on which the other thread was met, and has put its entry. */
  private static Map<Object, Object> met() throws Exception {
    Map<Object, Object> map = filled(new HashMap<>());
    meet(map, () -> map.put("own", 1));
    return map;
  }

  private static void tell(String what, Exception e) {
    System.out.print(what + ": " + e.getClass().getSimpleName());
    for (Throwable lead : e.getSuppressed()) {
      System.out.print(", " + lead.getMessage() + " at " + caller(lead));
    }
    System.out.println();
    e.printStackTrace();
  }

  private static String caller(Throwable lead) {
    for (StackTraceElement frame : lead.getStackTrace()) {
      if (frame.getClassName().startsWith(Foreign.class.getName())) {
        return frame.getMethodName();
      }
    }
    return "nowhere";
  }
}
