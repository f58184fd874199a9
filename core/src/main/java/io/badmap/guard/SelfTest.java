package io.badmap.guard;

import io.badmap.MapMisuseError;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real conflict, met before anything of the application runs: it proves that the weaving works on
 * this JDK, and it loads every class that a conflict needs, since a class that loads near the end
 * of a stack breaks the JVM's own agent.
 */
final class SelfTest implements Responder, Runnable {
  private static final long LIMIT_NANOS = 2_000_000_000L;
  private static final int ATTEMPTS = 5;

  /**
   * What hooks of maps may come to, loops apart, and the conflict below does not: a class whose
   * initializer runs out of stack is lost to the JVM, and every hook that needs it throws from then
   * on.
   */
  private static final String[] NEEDED = {
    "Conflicts",
    "Crossing",
    "Entries",
    "Exchange",
    "Footprint",
    "GuardCounters",
    "GuardWord",
    "HashMapGuard",
    "Leads",
    "Leads$Lead",
    "Leads$Ring",
    "Meeting",
    "Namesakes",
    "Party",
    "Pause",
    "Slots",
    "Slots$Slot",
    "SlowPath",
    "Stacks",
    "Subjects",
    "Threads",
    "Threads$1",
    "UnknownMap",
    "Witness",
    "WordGuard"
  };

  private final Map<Object, Object> map = new HashMap<>();
  private volatile boolean writing;
  private volatile boolean met;
  private volatile @Nullable Encounter encounter;

  private SelfTest() {}

  /** A machine that is very busy can keep the two threads apart: tried more than once. */
  static @Nullable Encounter provoke() throws InterruptedException {
    initialize();
    Encounter encounter = null;
    for (int attempt = 0; attempt < ATTEMPTS && !isWhole(encounter); attempt++) {
      encounter = once();
    }
    return encounter;
  }

  private static void initialize() {
    ClassLoader loader = SelfTest.class.getClassLoader();
    for (String name : NEEDED) {
      try {
        Class.forName("io.badmap.guard." + name, true, loader);
      } catch (ClassNotFoundException e) {
        throw new NoClassDefFoundError(name);
      }
    }
  }

  private static boolean isWhole(@Nullable Encounter encounter) {
    return encounter != null && encounter.second != null;
  }

  private static @Nullable Encounter once() throws InterruptedException {
    SelfTest test = new SelfTest();
    test.checkRest();
    Conflicts.respondWith(test);
    Thread writer = new Thread(null, test, "badmap-self-test", 0, false);
    writer.setDaemon(true);
    try {
      writer.start();
      long start = System.nanoTime();
      while (!test.writing && System.nanoTime() - start < LIMIT_NANOS) {
        Thread.yield();
      }
      test.map.put("arriving", "side");
      test.met = true;
      writer.join(2_000);
      Conflicts.sweep();
    } finally {
      Conflicts.respondWith(null);
    }
    return test.encounter;
  }

  /** Every kind of hook leaves the word as it found it, but for the count. */
  private void checkRest() {
    Map<Object, Object> linked = new LinkedHashMap<>(16, 0.75f, true);
    linked.put("a", 1);
    linked.putIfAbsent("b", 2);
    linked.get("a");
    linked.remove("b");
    linked.replace("a", 3);
    linked.keySet().removeAll(linked.values());
    linked.clear();
    if (!GuardWord.atRest(HashMapGuard.rawWord(linked))) {
      throw new IllegalStateException("a map at rest bears a tag");
    }
  }

  @Override
  public void run() {
    map.put(new SlowKey(), "side");
  }

  @Override
  public @Nullable MapMisuseError met(Encounter encounter, boolean mayThrow) {
    if (encounter.map == map) {
      this.encounter = encounter;
      met = true;
    }
    return null;
  }

  @Override
  public boolean wantsDetails() {
    return true;
  }

  /** Keeps its writer inside {@code put} until the arriving thread has marked the word. */
  private final class SlowKey {
    @Override
    public int hashCode() {
      writing = true;
      long start = System.nanoTime();
      while (!met
          && !GuardWord.isContended(HashMapGuard.rawWord(map))
          && System.nanoTime() - start < LIMIT_NANOS) {
        Thread.yield();
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }
}
