package io.badmap.it.corruption;

import io.badmap.it.corruption.Damaged.Crowded;
import io.badmap.it.corruption.Damaged.Ordered;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Operations that walk for ever in a damaged map, each with the name by which it is asked for. */
enum Walks {
  GET(() -> Damaged.bin(new HashMap<>()).get(absent())),
  PUT(() -> Damaged.bin(new HashMap<>()).put(absent(), 1)),
  REMOVE(() -> Damaged.bin(new HashMap<>()).remove(absent())),
  COMPUTE_IF_ABSENT(() -> Damaged.bin(new HashMap<>()).computeIfAbsent(absent(), key -> key)),
  COMPUTE(() -> Damaged.bin(new HashMap<>()).compute(absent(), (key, value) -> key)),
  MERGE(() -> Damaged.bin(new HashMap<>()).merge(absent(), 1, (one, other) -> one)),
  CONTAINS_VALUE(() -> Damaged.bin(new HashMap<>()).containsValue("absent")),
  FOR_EACH(() -> Damaged.bin(new HashMap<>()).forEach((key, value) -> {})),
  KEYS_FOR_EACH(() -> Damaged.bin(new HashMap<>()).keySet().forEach(key -> {})),
  VALUES_FOR_EACH(() -> Damaged.bin(new HashMap<>()).values().forEach(value -> {})),
  SPLITERATOR(
      () -> Damaged.bin(new HashMap<>()).entrySet().spliterator().forEachRemaining(entry -> {})),
  RESIZE(
      () -> {
        Map<Object, Object> map = Damaged.bin(new HashMap<>());
        for (int i = 0; i < 100; i++) {
          map.put("k" + i, i);
        }
      }),
  LINKED_GET(() -> Damaged.bin(new LinkedHashMap<>()).get(absent())),
  TREE_BIN_GET(() -> Damaged.treeBin().get(new Ordered(100))),
  TREE_BIN_PUT(() -> Damaged.treeBin().put(new Ordered(100), 1)),
  ORDER_FOR_EACH(() -> Damaged.order().forEach((key, value) -> {})),
  ORDER_CONTAINS_VALUE(() -> Damaged.order().containsValue("absent")),
  ORDER_VALUES(() -> Damaged.order().values().forEach(value -> {})),
  TREE_GET(() -> Damaged.tree().get(100)),
  TREE_PUT(() -> Damaged.tree().put(100, 1)),
  TREE_CEILING(() -> Damaged.tree().ceilingKey(100)),
  TREE_LAST(() -> Damaged.tree().lastKey()),
  SUCCESSION_FOR_EACH(() -> Damaged.succession().forEach((key, value) -> {})),
  SUCCESSION_CONTAINS_VALUE(() -> Damaged.succession().containsValue("absent")),
  WEAK_GET(() -> Damaged.weakBin().get(absent())),
  WEAK_PUT(() -> Damaged.weakBin().put(absent(), 1)),
  PROBE_GET(() -> Damaged.fullTable().get("absent")),
  PROBE_PUT(() -> Damaged.fullTable().put("absent", 1));

  private interface Walk {
    void run() throws ReflectiveOperationException;
  }

  private final Walk walk;

  Walks(Walk walk) {
    this.walk = walk;
  }

  private static Crowded absent() {
    return new Crowded(-1);
  }

  /** Runs those that the arguments name, or all; prints how each one ended. */
  public static void main(String[] names) throws ReflectiveOperationException {
    for (Walks walk : values()) {
      if (names.length > 0 && !walk.name().equals(names[0])) {
        continue;
      }
      System.out.print(walk + ": ");
      try {
        walk.walk.run();
        System.out.println("ended");
      } catch (Error e) {
        System.out.println(e);
      }
    }
  }
}
