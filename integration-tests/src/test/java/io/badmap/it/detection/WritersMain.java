package io.badmap.it.detection;

import io.badmap.Effect;
import io.badmap.MapMisuseError;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/**
 * Holds a thread inside each kind of write that can be held, while another one puts. Prints a line
 * for each, as {@link WaysInMain} does.
 */
public final class WritersMain {
  private static final long LIMIT_NANOS = 5_000_000_000L;

  private WritersMain() {}

  /** A write whose key, value or function stops at the gate. */
  private interface Write {
    void on(Ground ground, Gate gate) throws Throwable;
  }

  /** Runs all. */
  public static void main(String[] arguments) throws Throwable {
    certain("put, in hashCode", "put", Shape.HASH, (g, gate) -> g.map().put(key(gate, "d"), 1));
    certain("put, in equals", "put", Shape.HASH, (g, gate) -> g.map().put(equal(gate, "a"), 1));
    certain("put, in removeEldestEntry", "put", Shape.USER_LRU, WritersMain::putInLru);
    certain("add", "add", Shape.HASH_SET, (g, gate) -> g.set().add(key(gate, "d")));
    certain("add, linked", "add", Shape.LINKED_SET, (g, gate) -> g.set().add(key(gate, "d")));
    certain("putAll", "putAll", Shape.LINKED, (g, gate) -> g.map().putAll(slowMap(gate)));
    certain("merge", "merge", Shape.HASH, (g, gate) -> g.map().merge("a", 1, slow(gate, 2)));
    certain(
        "merge, linked", "merge", Shape.LINKED, (g, gate) -> g.map().merge("a", 1, slow(gate, 2)));
    certain("replaceAll", "replaceAll", Shape.HASH, (g, gate) -> g.map().replaceAll(second(gate)));
    certain(
        "replaceAll, linked",
        "replaceAll",
        Shape.LINKED,
        (g, gate) -> g.map().replaceAll(second(gate)));
    certain("readObject", "readObject", Shape.HASH, (g, gate) -> deserialize(g, gate));

    trees();

    String absent = "computeIfAbsent";
    tentative(absent, Shape.HASH, (g, gate) -> g.map().computeIfAbsent("d", k -> passed(gate, 1)));
    tentative(
        absent, Shape.LINKED, (g, gate) -> g.map().computeIfAbsent("d", k -> passed(gate, 1)));
    String present = "computeIfPresent";
    tentative(present, Shape.HASH, (g, gate) -> g.map().computeIfPresent("a", slow(gate, 2)));
    tentative(present, Shape.LINKED, (g, gate) -> g.map().computeIfPresent("a", slow(gate, null)));
    tentative("compute", Shape.HASH, (g, gate) -> g.map().compute("a", slow(gate, 2)));
    tentative("compute", Shape.LINKED, (g, gate) -> g.map().compute("d", slow(gate, 2)));

    harmless(
        "computeIfAbsent null",
        Shape.HASH,
        (g, gate) -> g.map().computeIfAbsent("d", k -> passed(gate, null)));
    harmless(
        "compute absent null", Shape.HASH, (g, gate) -> g.map().compute("d", slow(gate, null)));
    harmless(
        "computeIfAbsent throws",
        Shape.HASH,
        (g, gate) -> g.map().computeIfAbsent("d", k -> fail(gate)));
    harmless("get", Shape.HASH, (g, gate) -> g.map().get(equal(gate, "a")));
    harmless("containsKey", Shape.LINKED, (g, gate) -> g.map().containsKey(key(gate, "a")));
    harmless(
        "putIfAbsent, overlapped",
        Shape.HASH,
        (g, gate) -> g.map().putIfAbsent(equal(gate, "a"), 1));
    harmless("remove absent", Shape.HASH, (g, gate) -> g.map().remove(equal(gate, "a")));
    harmless("replace absent", Shape.HASH, (g, gate) -> g.map().replace(equal(gate, "a"), 1));
  }

  /** In a tree the key stops where it is compared. */
  private static void trees() throws Throwable {
    certain("put, in compareTo", "put", Shape.TREE, (g, gate) -> g.map().put(key(gate, "d"), 1));
    certain("add to a tree", "add", Shape.TREE_SET, (g, gate) -> g.set().add(key(gate, "d")));
    certain("merge, tree", "merge", Shape.TREE, (g, gate) -> g.map().merge("a", 1, slow(gate, 2)));
    certain(
        "merge, sub-map",
        "merge",
        Shape.SUB_TREE,
        (g, gate) -> g.map().merge("a", 1, slow(gate, null)));
    certain(
        "replaceAll, tree",
        "replaceAll",
        Shape.TREE,
        (g, gate) -> g.map().replaceAll(second(gate)));
    certain(
        "put, weak, in hashCode", "put", Shape.WEAK, (g, gate) -> g.map().put(key(gate, "d"), 1));
    tentative(
        "computeIfAbsent",
        Shape.TREE,
        (g, gate) -> g.map().computeIfAbsent("d", k -> passed(gate, 1)));
    tentative(
        "computeIfPresent",
        Shape.TREE,
        (g, gate) -> g.map().computeIfPresent("a", slow(gate, null)));
    tentative("compute", Shape.TREE, (g, gate) -> g.map().compute("a", slow(gate, 2)));
    harmless(
        "computeIfAbsent null, tree",
        Shape.TREE,
        (g, gate) -> g.map().computeIfAbsent("d", k -> passed(gate, null)));
    harmless("get, tree", Shape.TREE, (g, gate) -> g.map().get(equal(gate, "a")));
    harmless("get, weak", Shape.WEAK, (g, gate) -> g.map().get(key(gate, "a")));
    harmless("remove absent, tree", Shape.TREE, (g, gate) -> g.map().remove(equal(gate, "p")));
    harmless(
        "putIfAbsent, tree", Shape.TREE, (g, gate) -> g.map().putIfAbsent(equal(gate, "a"), 1));
    harmless("remove absent, weak", Shape.WEAK, (g, gate) -> g.map().remove(key(gate, "p")));
  }

  /** The write is certain: who comes is stopped, and told who is inside. */
  private static void certain(String name, String operation, Shape shape, Write write)
      throws Throwable {
    long start = System.nanoTime();
    List<String> wrong;
    boolean hasty;
    do {
      wrong = new ArrayList<>();
      hasty = once(shape, write, operation, wrong);
    } while (hasty && System.nanoTime() - start < LIMIT_NANOS);
    WaysInMain.print(name, wrong);
  }

  private static boolean once(Shape shape, Write write, String operation, List<String> wrong)
      throws Throwable {
    Ground ground = shape.fresh();
    Gate gate = new Gate();
    Throwable thrown;
    try (HeldThread held = HeldThread.inside(gate, () -> write.on(ground, gate))) {
      Ground met = Leak.ground == null ? ground : Leak.ground;
      thrown = WaysInMain.thrownBy(() -> met.put("new", 1));
      Throwable other = held.letGo();
      if (other != null) {
        wrong.add("the writer was disturbed, " + other);
      }
      WaysInMain.rest(met, wrong);
    } finally {
      Leak.ground = null;
    }
    wrong.addAll(Told.byWriter(thrown, Way.Meets.WRITE, operation, Effect.UNFINISHED));
    return WaysInMain.isHasty(thrown);
  }

  /**
   * The write may come to nothing: who comes goes on, and the writer is told when it has changed.
   */
  private static void tentative(String operation, Shape shape, Write write) throws Throwable {
    Throwable thrown = null;
    List<String> wrong = new ArrayList<>();
    long start = System.nanoTime();
    do {
      Ground ground = shape.fresh();
      thrown = meanwhile(ground, write, wrong);
    } while (WaysInMain.isHasty(thrown) && System.nanoTime() - start < LIMIT_NANOS);
    if (!(thrown instanceof MapMisuseError error)) {
      wrong.add("not met, " + thrown);
    } else if (!error.getMessage().startsWith(Way.Meets.WRITE.words)) {
      wrong.add(error.getMessage());
    } else if (!operation.equals(error.report().second().operation())
        || !"put".equals(error.report().first().operation())) {
      wrong.add(error.report().toString());
    }
    WaysInMain.print("tentative " + operation + " " + shape, wrong);
  }

  /** It changes nothing, and the key could do anything: nobody is told. */
  private static void harmless(String name, Shape shape, Write write) throws Throwable {
    List<String> wrong = new ArrayList<>();
    Throwable thrown = meanwhile(shape.fresh(), write, wrong);
    if (thrown != null && !(thrown instanceof ExpectedException)) {
      wrong.add("disturbed by " + thrown);
    }
    WaysInMain.print("harmless " + name, wrong);
  }

  /** What the held write throws while another thread overwrites a value. */
  private static Throwable meanwhile(Ground ground, Write write, List<String> wrong)
      throws Throwable {
    Gate gate = new Gate();
    Throwable thrown;
    try (HeldThread held = HeldThread.inside(gate, () -> write.on(ground, gate))) {
      Throwable put = WaysInMain.thrownBy(() -> ground.put("c", 1));
      if (put != null) {
        wrong.add("who came was told, " + put);
      }
      thrown = held.letGo();
    }
    WaysInMain.rest(ground, wrong);
    return thrown;
  }

  private static SlowKey key(Gate gate, Object like) {
    return new SlowKey(gate, true, like);
  }

  private static SlowKey equal(Gate gate, Object like) {
    return new SlowKey(gate, false, like);
  }

  private static Object passed(Gate gate, Object result) {
    gate.pass();
    return result;
  }

  private static Object fail(Gate gate) {
    gate.pass();
    throw new ExpectedException();
  }

  private static BiFunction<Object, Object, Object> slow(Gate gate, Object result) {
    return (key, value) -> passed(gate, result);
  }

  /** Passes the gate at the second mapping, when the first is changed. */
  private static BiFunction<Object, Object, Object> second(Gate gate) {
    AtomicInteger calls = new AtomicInteger();
    return (key, value) -> calls.incrementAndGet() == 2 ? passed(gate, value) : "changed";
  }

  private static Map<Object, Object> slowMap(Gate gate) {
    return Collections.singletonMap(key(gate, "d"), 1);
  }

  private static void putInLru(Ground ground, Gate gate) {
    ((Shape.UserLru) ground.subject()).whenAsked(gate::pass);
    ground.map().put("d", 1);
  }

  /** A map whose key shows it to others while it is still being read from a stream. */
  private static void deserialize(Ground ground, Gate gate) throws Exception {
    HashMap<Object, Object> map = new HashMap<>();
    map.put(1, "read before it, since its hash is less");
    map.put(new Leak(map), 1);
    byte[] bytes = Copies.written(map);
    Leak.gate = gate;
    Copies.read(bytes);
  }

  private static final class ExpectedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
  }

  /** Knows the map that it is a key of. */
  private static final class Leak implements Serializable {
    @Serial private static final long serialVersionUID = 1L;

    private static volatile Gate gate;
    private static volatile Ground ground;

    private final HashMap<Object, Object> map;

    Leak(HashMap<Object, Object> map) {
      this.map = map;
    }

    @Override
    public int hashCode() {
      return 15;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Serial
    private void readObject(ObjectInputStream in) throws Exception {
      in.defaultReadObject();
      ground = Ground.of(map);
      gate.pass();
    }
  }
}
