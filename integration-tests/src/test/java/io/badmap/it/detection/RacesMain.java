package io.badmap.it.detection;

import io.badmap.MapMisuseError;
import io.badmap.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An {@code EnumMap} calls nobody's code, so that no thread can be held inside it: here each way in
 * is taken again and again while another thread writes, until the two have met.
 */
public final class RacesMain {
  private static final long LIMIT_NANOS = 20_000_000_000L;

  private RacesMain() {}

  /** One use of the map. */
  private interface Use {
    void of(EnumMap<TimeUnit, Object> map) throws Throwable;
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Throwable {
    race("get", map -> map.get(TimeUnit.DAYS));
    race("containsKey", map -> map.containsKey(TimeUnit.HOURS));
    race("containsValue", map -> map.containsValue("none"));
    race("put", map -> map.put(TimeUnit.HOURS, 1));
    race("remove", map -> map.remove(TimeUnit.SECONDS));
    race("clear", EnumMap::clear);
    race("putAll", map -> map.putAll(full()));
    race("equals", map -> map.equals(Map.of(TimeUnit.DAYS, 1)));
    race("hashCode", EnumMap::hashCode);
    race("clone", EnumMap::clone);
    race("setValue", map -> map.entrySet().iterator().next().setValue(2));
    race("next", map -> map.keySet().iterator().next());
    race("forEach", map -> map.values().forEach(value -> {}));
    race("remove", map -> map.entrySet().remove(Map.entry(TimeUnit.DAYS, 1)));
    race("remove", map -> map.values().remove(1));
    race("contains", map -> map.entrySet().contains(Map.entry(TimeUnit.DAYS, 3)));
    race("toArray", map -> map.entrySet().toArray());
    race("writeObject", Copies::written);
    race("<init>", map -> new EnumMap<>(map));
    race("a map copied", "<init>", map -> new EnumMap<>((Map<TimeUnit, Object>) map));
    EnumMap<TimeUnit, Object> mine = full();
    race("putAll of it", "putAll", map -> mine.putAll(map));
    race("equals to it", "equals", map -> mine.equals(map));
  }

  private static EnumMap<TimeUnit, Object> full() {
    EnumMap<TimeUnit, Object> map = new EnumMap<>(TimeUnit.class);
    for (TimeUnit unit : TimeUnit.values()) {
      map.put(unit, 1);
    }
    return map;
  }

  private static void race(String operation, Use use) throws Throwable {
    race(operation, operation, use);
  }

  private static void race(String name, String operation, Use use) throws Throwable {
    EnumMap<TimeUnit, Object> map = full();
    AtomicReference<MapMisuseError> met = new AtomicReference<>();
    long start = System.nanoTime();
    Thread writer = new Thread(() -> write(map, met, operation, start), "writer");
    writer.setDaemon(true);
    writer.start();
    while (met.get() == null && System.nanoTime() - start < LIMIT_NANOS) {
      try {
        use.of(map);
      } catch (MapMisuseError e) {
        keep(met, e, operation);
      } catch (RuntimeException e) {
        // What an unguarded map does to its users: no next element, say.
      }
    }
    writer.join();
    WaysInMain.print("race, " + name, met.get() == null ? List.of("never met") : List.of());
  }

  private static void write(
      EnumMap<TimeUnit, Object> map,
      AtomicReference<MapMisuseError> met,
      String operation,
      long start) {
    for (int i = 0; met.get() == null && System.nanoTime() - start < LIMIT_NANOS; i++) {
      try {
        map.put(TimeUnit.MINUTES, i);
        if ((i & 7) == 0) {
          map.remove(TimeUnit.MINUTES);
        }
      } catch (MapMisuseError e) {
        keep(met, e, operation);
      }
    }
  }

  /** The other side may be unknown, or of an earlier report of the same two lines. */
  private static void keep(
      AtomicReference<MapMisuseError> met, MapMisuseError error, String operation) {
    boolean named =
        isOf(error.report().first(), operation) || isOf(error.report().second(), operation);
    if (named) {
      met.set(error);
    }
  }

  private static boolean isOf(Side side, String operation) {
    return operation.equals(side.operation());
  }
}
