package io.badmap.it.events.app;

import io.badmap.event.EventSwitch;
import io.badmap.gomap.GoMap;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import jdk.jfr.consumer.RecordingStream;

/**
 * Fills maps of known shapes, looks into them, and waits until the flight recorder has been told of
 * that; then drops maps and waits until they are gone. What was recorded goes to the file that it
 * is given.
 */
public final class StatsMain {
  private static final int HUGE = 1 << 20;
  private static final int DROPPED = 20_000;

  private static final Map<Object, Object> PLAIN = new HashMap<>();
  private static final Map<Object, Object> CHAINED = new HashMap<>();
  private static final Map<Object, Object> COLLIDING = new HashMap<>(64);
  private static final Map<Object, Object> HALVES = new HashMap<>();
  private static final Map<Object, Object> ORDERED = new TreeMap<>();
  private static final Map<Object, Object> WEAK = new WeakHashMap<>();
  private static final Map<Object, Object> IDENTITY = new IdentityHashMap<>();
  private static final Map<Object, Object> LARGE = new HashMap<>();
  private static final GoMap<Integer, String> GO = GoMap.make();
  private static Map<Object, Object> dropped = new HashMap<>();

  /** The maps that are told to have been read. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private StatsMain() {}

  /** All keys in one bin. */
  private record Colliding(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < HUGE; i++) {
      LARGE.put(i, "value");
    }
    try (RecordingStream stream = new RecordingStream()) {
      stream.enable("io.badmap.MapStats").withPeriod(Duration.ofMillis(20));
      stream.onEvent(
          "io.badmap.MapStats",
          event -> {
            if (event.getLong("reads") > 0 && event.getString("mapName") != null) {
              TOLD.add(event.getString("mapName"));
            }
          });
      stream.startAsync();
      fill();
      drop();
      stream.dump(Path.of(arguments[0]));
    }
    System.out.println("end");
  }

  private static void fill() throws InterruptedException {
    for (int i = 0; i < 13; i++) {
      PLAIN.put(i, "value");
      COLLIDING.put(new Colliding(i), "value");
    }
    for (int i = 0; i < 3; i++) {
      CHAINED.put(16 * i, "value");
    }
    for (int i = 0; i < 5; i++) {
      ORDERED.put(i, "value");
      WEAK.put(i, "value");
    }
    for (int i = 0; i < 60; i++) {
      GO.put(i, "value");
    }
    IDENTITY.put(CHAINED, "value");
    HALVES.put(0, "value");
    Thread other = new Thread(() -> HALVES.put(1, "value"));
    other.start();
    other.join();
    dropped.put(0, "value");
    // The name of a map is found some time after its first use.
    await(
        () -> {
          look();
          return TOLD.size() >= 10;
        },
        "not all told");
  }

  private static void look() {
    PLAIN.get(0);
    CHAINED.get(0);
    COLLIDING.get(0);
    HALVES.get(0);
    ORDERED.get(0);
    WEAK.get(0);
    IDENTITY.get(CHAINED);
    LARGE.get(0);
    GO.get(0);
    dropped.get(0);
  }

  private static void drop() throws InterruptedException {
    WeakReference<Object> gone = new WeakReference<>(dropped);
    dropped = Map.of();
    int before = EventSwitch.maps();
    for (int i = 0; i < DROPPED; i++) {
      new HashMap<Object, Object>().put(i, "value");
    }
    await(
        () -> {
          System.gc();
          return gone.refersTo(null) && EventSwitch.maps() < before + DROPPED / 2;
        },
        "kept");
  }

  private static void await(BooleanSupplier condition, String otherwise)
      throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(otherwise + "; told: " + TOLD);
      }
      Thread.sleep(20);
    }
  }
}
