package io.badmap.it.laws;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@link SilenceMain} does with other maps, for those whose keys are constants of an enum. */
final class EnumMaps {
  private static final int THREADS = 4;
  private static final int ROUNDS = 2_000;
  private static final TimeUnit[] UNITS = TimeUnit.values();

  private EnumMaps() {}

  private interface Body {
    void run(int round);
  }

  static void all() throws InterruptedException {
    Map<TimeUnit, Integer> locked = new EnumMap<>(TimeUnit.class);
    threads(
        round -> {
          synchronized (locked) {
            change(locked, new Random(round));
          }
        });
    Map<TimeUnit, Integer> shared = new EnumMap<>(TimeUnit.class);
    shared.put(TimeUnit.DAYS, 1);
    threads(round -> look(shared));
    System.out.println("enum maps " + shared);
    System.out.println("enum map sequence " + sequence());
  }

  private static void threads(Body body) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> thrown = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    body.run(round);
                  }
                } catch (Throwable e) {
                  synchronized (thrown) {
                    thrown.add(e);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    for (Throwable e : thrown) {
      throw new AssertionError("a thread was disturbed", e);
    }
  }

  /** None of it changes anything. */
  private static void look(Map<TimeUnit, Integer> map) {
    map.get(TimeUnit.DAYS);
    map.remove(TimeUnit.HOURS);
    map.remove(TimeUnit.DAYS, 2);
    map.putIfAbsent(TimeUnit.DAYS, 2);
    map.replace(TimeUnit.DAYS, 5, 6);
    map.computeIfAbsent(TimeUnit.DAYS, unit -> 2);
    map.keySet().remove(TimeUnit.HOURS);
    map.values().remove(7);
    map.entrySet().remove(Map.entry(TimeUnit.DAYS, 3));
    map.putAll(new EnumMap<>(TimeUnit.class));
    map.keySet().removeIf(unit -> false);
    map.hashCode();
    map.forEach((unit, value) -> {});
    new EnumMap<>(map).clone();
  }

  private static Object change(Map<TimeUnit, Integer> map, Random random) {
    TimeUnit unit = UNITS[random.nextInt(UNITS.length)];
    int value = random.nextInt(5);
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> map.put(unit, value);
      case 3 -> map.remove(unit);
      case 4 -> map.merge(unit, value, (old, one) -> value < 2 ? null : old + one);
      case 5 -> map.entrySet().remove(Map.entry(unit, value));
      case 6 -> map.values().remove(value);
      case 7 -> map.keySet().removeIf(any -> any.ordinal() == value);
      case 8 -> {
        map.replaceAll((any, old) -> old + 1);
        yield map.size();
      }
      case 9 -> map.isEmpty() ? 0 : new EnumMap<>(map).clone().toString();
      case 10 -> new ArrayList<>(map.entrySet()).size();
      case 11 -> {
        map.putAll(new EnumMap<>(Map.of(unit, value)));
        yield map.size();
      }
      case 12 -> map.compute(unit, (any, old) -> old == null ? value : null);
      default -> {
        if (value == 0) {
          map.clear();
        }
        yield map.equals(Map.of(unit, value));
      }
    };
  }

  private static long sequence() {
    Map<TimeUnit, Integer> map = new EnumMap<>(TimeUnit.class);
    Random random = new Random(20261122);
    long digest = 0;
    for (int i = 0; i < 100_000; i++) {
      digest = digest * 31 + String.valueOf(change(map, random)).hashCode();
      digest = digest * 31 + map.size();
    }
    return digest * 31 + map.toString().hashCode();
  }
}
