package io.badmap.it.laws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;

/**
 * One thread that uses a map from inside its own operation: everyday, and no business of the agent.
 * Prints how each ended, since the JDK's own complaints must be the same as without the agent.
 */
final class Nesting {
  private static final int ROUNDS = 500;

  private Nesting() {}

  private enum Kind {
    HASH,
    LINKED,
    TREE,
    WEAK,
    IDENTITY,
    TABLE;

    Map<Object, Object> fresh() {
      return switch (this) {
        case HASH -> new HashMap<>();
        case LINKED -> new LinkedHashMap<>(16, 0.75f, true);
        case TREE -> new TreeMap<>((Comparator<Object> & Serializable) Nesting::order);
        case WEAK -> new WeakHashMap<>();
        case IDENTITY -> new IdentityHashMap<>();
        // So small that it grows, and asks its keys once more, in the midst of a put.
        case TABLE -> new Hashtable<>(3);
      };
    }
  }

  /** A key that runs something when it is asked for its hash code or compared. */
  private static final class Busy {
    private final Runnable atHash;
    private final Runnable atEquals;

    Busy(Runnable atHash, Runnable atEquals) {
      this.atHash = atHash;
      this.atEquals = atEquals;
    }

    @Override
    public int hashCode() {
      atHash.run();
      return "a".hashCode();
    }

    @Override
    public String toString() {
      return "a";
    }

    @Override
    public boolean equals(Object other) {
      atEquals.run();
      return this == other;
    }
  }

  /** By name; a busy key does in a tree what it does in a table. */
  private static int order(Object first, Object second) {
    if (first instanceof Busy busy) {
      busy.atHash.run();
      busy.atEquals.run();
    }
    return first.toString().compareTo(second.toString());
  }

  static void all() throws Exception {
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < ROUNDS; i++) {
        boolean tell = i == ROUNDS - 1;
        functions(kind, tell);
        keys(kind, tell);
        iterations(kind, tell);
        exceptions(kind, tell);
      }
      overflows(kind);
      copies(kind);
    }
    eldest();
  }

  private static Map<Object, Object> map(Kind kind) {
    Map<Object, Object> map = kind.fresh();
    map.put("a", 1);
    map.put("b", 2);
    return map;
  }

  private static void tell(boolean tell, String what, Runnable action, Map<Object, Object> map) {
    String end = "well";
    try {
      action.run();
    } catch (RuntimeException | StackOverflowError e) {
      end = e.getClass().getName();
    }
    if (tell) {
      System.out.println(what + ": " + end + " " + map.size());
    }
    if (end.equals("io.badmap.MapMisuseError")) {
      throw new AssertionError(what);
    }
    map.put("after", 1);
    map.remove("after");
  }

  private static void functions(Kind kind, boolean tell) {
    Map<Object, Object> map = map(kind);
    tell(tell, "computeIfAbsent puts", () -> map.computeIfAbsent("c", k -> map.put("d", 1)), map);
    tell(
        tell, "computeIfAbsent removes", () -> map.computeIfAbsent("e", k -> map.remove("a")), map);
    tell(tell, "computeIfAbsent reads", () -> map.computeIfAbsent("f", k -> map.get("b")), map);
    tell(tell, "compute puts", () -> map.compute("b", (k, v) -> map.put("g", 1)), map);
    tell(tell, "compute overwrites", () -> map.compute("b", (k, v) -> map.put("b", 1)), map);
    tell(
        tell,
        "computeIfPresent puts",
        () -> map.computeIfPresent("b", (k, v) -> map.put("h", 1)),
        map);
    tell(tell, "merge puts", () -> map.merge("b", 1, (k, v) -> map.put("i", 1)), map);
    tell(tell, "merge reads", () -> map.merge("b", 1, (k, v) -> map.size()), map);
    tell(tell, "replaceAll reads", () -> map.replaceAll((k, v) -> map.containsKey(k)), map);
    tell(tell, "replaceAll puts", () -> map.replaceAll((k, v) -> map.put("added", v)), map);
    tell(tell, "three deep", () -> deep(map, 3), map);
  }

  private static Object deep(Map<Object, Object> map, int depth) {
    return depth == 0 ? map.get("b") : map.merge("b", depth, (old, one) -> deep(map, depth - 1));
  }

  private static void keys(Kind kind, boolean tell) {
    Map<Object, Object> map = map(kind);
    Busy hash = new Busy(() -> map.put("c", map.size()), () -> {});
    Busy equal = new Busy(() -> {}, () -> map.put("d", map.size()));
    Busy removing = new Busy(() -> map.remove("b"), () -> map.put("b", 1));
    for (Busy key : List.of(hash, equal, removing)) {
      tell(tell, "get", () -> map.get(key), map);
      tell(tell, "containsKey", () -> map.containsKey(key), map);
      tell(tell, "put", () -> map.put(key, 1), map);
      tell(tell, "putIfAbsent", () -> map.putIfAbsent(key, 1), map);
      tell(tell, "remove", () -> map.remove(key), map);
      tell(tell, "replace", () -> map.replace(key, 1), map);
      tell(tell, "compute", () -> map.compute(key, (k, v) -> 1), map);
      tell(tell, "computeIfAbsent", () -> map.computeIfAbsent(key, k -> 1), map);
      tell(tell, "merge", () -> map.merge(key, 1, (a, b) -> b), map);
      tell(tell, "containsValue", () -> map.containsValue(key), map);
      tell(tell, "keySet.remove", () -> map.keySet().remove(key), map);
    }
  }

  private static void iterations(Kind kind, boolean tell) {
    Map<Object, Object> map = map(kind);
    tell(tell, "forEach overwrites", () -> map.forEach((k, v) -> map.put(k, 3)), map);
    tell(tell, "forEach adds", () -> map.forEach((k, v) -> map.put("added", 3)), map);
    tell(tell, "loop adds", () -> loop(map), map);
    tell(tell, "iterator removes", () -> remove(map.keySet().iterator()), map);
    tell(
        tell, "stream adds", () -> map.keySet().stream().forEach(k -> map.put("streamed", 1)), map);
    Set<Object> set = new HashSet<>(List.of("a", "b"));
    tell(tell, "removeIf", () -> set.removeIf(e -> set.contains(e)), map);
  }

  private static void loop(Map<Object, Object> map) {
    for (Object key : map.keySet()) {
      map.put("looped", 1);
    }
  }

  private static void remove(Iterator<?> iterator) {
    iterator.next();
    iterator.remove();
  }

  private static void exceptions(Kind kind, boolean tell) {
    Map<Object, Object> map = map(kind);
    Runnable fail =
        () -> {
          throw new IllegalStateException("a key that fails");
        };
    for (Busy key : List.of(new Busy(fail, () -> {}), new Busy(() -> {}, fail))) {
      tell(tell, "failing get", () -> map.get(key), map);
      tell(tell, "failing put", () -> map.put(key, 1), map);
      tell(tell, "failing remove", () -> map.remove(key), map);
      tell(tell, "failing merge", () -> map.merge(key, 1, (a, b) -> b), map);
      tell(tell, "failing putIfAbsent", () -> map.putIfAbsent(key, 1), map);
    }
    tell(tell, "failing function", () -> map.computeIfAbsent("c", k -> failed(fail)), map);
    tell(tell, "failing compute", () -> map.compute("a", (k, v) -> failed(fail)), map);
    tell(tell, "failing merge function", () -> map.merge("a", 1, (k, v) -> failed(fail)), map);
    tell(tell, "failing forEach", () -> map.forEach((k, v) -> fail.run()), map);
    tell(tell, "failing replaceAll", () -> map.replaceAll((k, v) -> failed(fail)), map);
  }

  private static Object failed(Runnable fail) {
    fail.run();
    return null;
  }

  /** At every depth of the stack that is left: the overflow happens in each part of a hook. */
  private static void overflows(Kind kind) {
    Map<Object, Object> map = map(kind);
    for (int i = 0; i < 40; i++) {
      int number = i;
      tell(false, "overflow", () -> down(map, number), map);
    }
    tell(true, "overflowing function", () -> deep(map, 1_000_000), map);
  }

  private static int down(Map<Object, Object> map, int number) {
    map.put("b", number);
    map.get("a");
    map.remove("none");
    map.computeIfAbsent("a", key -> number);
    map.merge("b", 1, (a, b) -> b);
    return down(map, number) + 1;
  }

  private static void copies(Kind kind) throws Exception {
    if (kind == Kind.WEAK) {
      // Neither cloneable nor serializable.
      return;
    }
    for (int size : new int[] {0, 1, 100}) {
      Map<Object, Object> map = kind.fresh();
      for (int i = 0; i < size; i++) {
        map.put("key" + i, i);
      }
      Map<?, ?> cloned = cloned(map);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(map);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        Map<?, ?> read = (Map<?, ?>) in.readObject();
        System.out.println("copies " + map.equals(cloned) + " " + read.equals(cloned));
        read.remove("key1");
        read.clear();
      }
    }
  }

  private static Map<?, ?> cloned(Map<Object, Object> map) {
    if (map instanceof TreeMap<Object, Object> tree) {
      return (Map<?, ?>) tree.clone();
    }
    if (map instanceof Hashtable<Object, Object> table) {
      return (Map<?, ?>) table.clone();
    }
    return (Map<?, ?>)
        (map instanceof IdentityHashMap<Object, Object> identity
            ? identity.clone()
            : ((HashMap<Object, Object>) map).clone());
  }

  private static void eldest() {
    Map<Object, Object> map = new Evicting();
    for (int i = 0; i < ROUNDS; i++) {
      map.put("key" + i % 700, i);
      map.get("key" + i / 2);
    }
    System.out.println("eldest " + map.size());
  }

  /** Removes by itself inside {@code put}, as the documentation allows. */
  private static final class Evicting extends LinkedHashMap<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    Evicting() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
      if (size() > 100) {
        remove(eldest.getKey());
      }
      return false;
    }
  }
}
