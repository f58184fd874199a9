package io.badmap.it.laws;

import io.badmap.it.detection.Words;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gives maps and lists to methods that look into the fields of their argument, correctly: shared
 * and not changed, changed under a lock, changed by the same thread in the midst of it. Prints what
 * each came to, the same with and without the agent. Needs java.util opened.
 */
public final class GivenMain {
  private static final int THREADS = 2;
  private static final int ROUNDS = 4_000;

  private GivenMain() {}

  /** Runs all. */
  public static void main(String[] arguments) throws Exception {
    shared();
    locked();
    itself();
    otherKinds();
    changedMeanwhile();
    insideAWriteOfIt();
    thrown();
    System.out.println("end");
  }

  private static void tell(String what, Object result) {
    System.out.println(what + " " + result);
  }

  private static Object resultOf(Supplier<Object> use) {
    try {
      return use.get();
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }

  private static EnumMap<TimeUnit, Object> units(Object value) {
    EnumMap<TimeUnit, Object> map = new EnumMap<>(TimeUnit.class);
    map.put(TimeUnit.SECONDS, value);
    map.put(TimeUnit.DAYS, value);
    return map;
  }

  private static void threads(Runnable body) throws InterruptedException {
    List<Throwable> thrown = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(THREADS);
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      threads[i] =
          new Thread(
              () -> {
                try {
                  start.countDown();
                  start.await();
                  for (int round = 0; round < ROUNDS; round++) {
                    body.run();
                  }
                } catch (Throwable e) {
                  synchronized (thrown) {
                    thrown.add(e);
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (Throwable e : thrown) {
      throw new AssertionError("a thread was disturbed", e);
    }
  }

  /** Nobody changes what is given. */
  private static void shared() throws Exception {
    EnumMap<TimeUnit, Object> units = units(1);
    EnumMap<TimeUnit, Object> sameUnits = units(1);
    Map<Object, Object> identities = new IdentityHashMap<>(Map.of("a", 1, "b", 2));
    Map<Object, Object> sameIdentities = new IdentityHashMap<>(identities);
    List<Object> list = new ArrayList<>(List.of("a", "b"));
    List<Object> sameList = new ArrayList<>(list);
    Map<Object, Object> hashed = new HashMap<>(identities);
    List<Object> nothing = new ArrayList<>();
    threads(
        () -> {
          Map<Object, Object> copy = new HashMap<>(hashed);
          copy.putAll(Collections.unmodifiableMap(hashed));
          List<Object> twice = new ArrayList<>(list);
          check(twice.addAll(list) && twice.size() == 4);
          check(copy.equals(hashed) && new LinkedHashMap<>(hashed).equals(copy));
          EnumMap<TimeUnit, Object> own = new EnumMap<>(units);
          own.putAll(units);
          check(own.equals(units) && units.equals(own) && units.equals(sameUnits));
          check(new EnumMap<>((Map<TimeUnit, Object>) units).equals(units));
          check(identities.equals(sameIdentities) && sameIdentities.equals(identities));
          check(list.equals(sameList) && sameList.equals(list));
        });
    threads(() -> check(!list.addAll(nothing)));
    tell("shared", units + " " + identities.size() + " " + list);
  }

  private static void locked() throws Exception {
    EnumMap<TimeUnit, Object> units = units(1);
    Map<Object, Object> identities = new IdentityHashMap<>();
    List<Object> list = new ArrayList<>();
    Map<Object, Object> hashed = new HashMap<>();
    threads(
        () -> {
          synchronized (units) {
            hashed.put("a", 1);
            check(new HashMap<>(hashed).equals(hashed));
            hashed.remove("a");
            EnumMap<TimeUnit, Object> own = new EnumMap<>(units);
            units.put(TimeUnit.HOURS, 2);
            own.putAll(units);
            check(own.equals(units));
            units.remove(TimeUnit.HOURS);
            identities.put("a", 1);
            check(new IdentityHashMap<>(identities).equals(identities));
            identities.remove("a");
            list.add("a");
            check(new ArrayList<>(list).equals(list));
            list.remove("a");
          }
        });
    tell("locked", units + " " + identities + " " + list);
    tell("words", Words.of(units) + " " + (Words.of(identities) >>> 20));
    tell("hashed", hashed + " " + (Words.of(hashed) >>> 20));
  }

  private static void itself() throws Exception {
    EnumMap<TimeUnit, Object> units = units(1);
    EnumMap<TimeUnit, Object> none = new EnumMap<>(TimeUnit.class);
    units.putAll(units);
    none.putAll(none);
    tell("itself", units + " " + units.equals(units) + " " + none + " " + none.equals(none));
    Map<Object, Object> hashed = new HashMap<>(units);
    hashed.putAll(hashed);
    List<Object> list = new ArrayList<>(List.of(1));
    list.addAll(list);
    tell("itself", hashed.equals(units) + " " + list + " " + (Words.of(hashed) >>> 20));
    tell("words", Words.of(units) + " " + Words.of(none));
  }

  /** Null, maps of other classes and of other keys, and one whose size is somebody's own code. */
  private static void otherKinds() {
    EnumMap<TimeUnit, Object> units = units(1);
    Map<TimeUnit, Object> hashed = new HashMap<>(units);
    EnumMap<Thread.State, Object> states = new EnumMap<>(Thread.State.class);
    tell("null", resultOf(() -> new EnumMap<>((EnumMap<TimeUnit, Object>) null)));
    tell("null map", resultOf(() -> new EnumMap<>((Map<TimeUnit, Object>) null)));
    tell("none", resultOf(() -> new EnumMap<>(Map.<TimeUnit, Object>of())));
    tell("hashed", new EnumMap<>(hashed) + " " + units.equals(hashed) + " " + hashed.equals(units));
    units.putAll(hashed);
    putAllRaw(units, states);
    states.put(Thread.State.NEW, 1);
    tell("other keys", resultOf(() -> putAllRaw(units, states)) + " " + units.equals(states));
    Selfish selfish = new Selfish();
    tell("selfish", resultOf(() -> putAllRaw(units, selfish)) + " " + selfish.size());
    tell("null list", new ArrayList<>(List.of(1)).equals(null));
    tell("null identities", new IdentityHashMap<>().equals(null));
    Map<Object, Object> identities = new IdentityHashMap<>(Map.of("a", 1));
    tell("identities", identities.equals(Map.of("a", 1)) + " " + identities.equals(Map.of()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object putAllRaw(Map map, Map given) {
    map.putAll(given);
    return map.toString();
  }

  /** The value of one map, the element of one list, changes the other while it is compared. */
  private static void changedMeanwhile() {
    EnumMap<TimeUnit, Object> units = units(1);
    Runnable change = () -> units.put(TimeUnit.MINUTES, 1);
    units.put(TimeUnit.DAYS, new Meddler(change));
    tell("units", units(1).equals(units) + " " + units.size());
    List<Object> given = new ArrayList<>(List.of("a", "b"));
    List<Object> mine = new ArrayList<>(List.of(new Meddler(() -> given.add("c")), "b"));
    tell("list", resultOf(() -> mine.equals(given)) + " " + given);
    List<Object> emptied = new ArrayList<>(List.of("a", "b"));
    List<Object> last = new ArrayList<>(List.of("a", new Meddler(emptied::clear)));
    tell("emptied", resultOf(() -> last.equals(emptied)) + " " + emptied);
    Map<Object, Object> hashed = new HashMap<>();
    hashed.put(new Meddler(() -> hashed.put("a", 1)), 1);
    Map<Object, Object> copy = new HashMap<>();
    copy.put(new Meddler(() -> hashed.put("b", 1)), 2);
    tell("hashed", resultOf(() -> putAllRaw(copy, hashed)));
  }

  /** The function that a write calls gives the map that is written to away, and reads it so. */
  private static void insideAWriteOfIt() throws Exception {
    Map<Object, Object> identities = new IdentityHashMap<>(Map.of("a", 1, "b", 2));
    Map<Object, Object> same = new IdentityHashMap<>(identities);
    List<Object> seen = new ArrayList<>();
    identities.replaceAll(
        (key, value) -> {
          seen.add(same.equals(identities));
          return value;
        });
    tell("inside replaceAll", seen + " " + (Words.of(identities) >>> 20));
    List<Object> list = new ArrayList<>(List.of(2, 1));
    List<Object> sameList = new ArrayList<>(list);
    list.sort(
        (first, second) -> {
          seen.add(sameList.equals(list));
          return 0;
        });
    tell("inside sort", seen + " " + list);
    EnumMap<TimeUnit, Object> units = units(1);
    units.replaceAll((unit, value) -> new EnumMap<>(units).equals(units));
    units.computeIfAbsent(
        TimeUnit.HOURS,
        unit -> {
          units.putAll(new EnumMap<>(units));
          return 2;
        });
    tell("inside a map of constants", units + " " + Words.of(units));
  }

  /** What is given is as it was, and is used on. */
  private static void thrown() throws Exception {
    Runnable failure =
        () -> {
          throw new IllegalStateException("no equals");
        };
    EnumMap<TimeUnit, Object> units = units(new Meddler(failure));
    tell("units", resultOf(() -> units(1).equals(units)) + " " + Words.of(units));
    List<Object> mine = new ArrayList<>(List.of(new Meddler(failure)));
    List<Object> given = new ArrayList<>(List.of("a"));
    tell("list", resultOf(() -> mine.equals(given)));
    units.clear();
    given.clear();
    tell("cleared", units.equals(new EnumMap<>(TimeUnit.class)) + " " + given);
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException("they differ");
    }
  }

  /** A value that does something when it is compared. */
  private static final class Meddler {
    private final Runnable action;

    Meddler(Runnable action) {
      this.action = action;
    }

    @Override
    public boolean equals(Object other) {
      action.run();
      return other != null;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public String toString() {
      return "meddler";
    }
  }

  /** Changes itself when it is asked whether it is empty. */
  private static final class Selfish extends EnumMap<Thread.State, Object> {
    @Serial private static final long serialVersionUID = 1L;

    Selfish() {
      super(Thread.State.class);
    }

    @Override
    public boolean isEmpty() {
      put(Thread.State.NEW, 1);
      return true;
    }
  }
}
