package io.badmap.it.corruption;

import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** A map that a race damages, with the writes that do it. */
enum RacedMap {
  /** Its table doubles again and again: two threads move the same entries at the same time. */
  WEAK(WeakHashMap::new, 3_000, 0),

  /** Its tree is turned by two threads at the same time. */
  TREE(TreeMap::new, 300, 4);

  private final Supplier<Map<Object, Object>> maker;
  private final Object[] keys;
  private final int removals;

  /**
   * @param maker makes an empty one
   * @param size the number of keys that are put
   * @param removals each so manyth write takes a key out; 0 for none
   */
  RacedMap(Supplier<Map<Object, Object>> maker, int size, int removals) {
    this.maker = maker;
    this.removals = removals;
    keys = new Object[size];
    for (int i = 0; i < size; i++) {
      keys[i] = 2 * i;
    }
  }

  Map<Object, Object> make() {
    return maker.get();
  }

  /** The class of the map. */
  String className() {
    return make().getClass().getName();
  }

  /** How many writes each thread does. */
  int writes() {
    return keys.length;
  }

  /** The {@code number}th write of one of the threads; each of them has its own order of keys. */
  void write(Map<Object, Object> map, int thread, int number) {
    int stride = 2 * thread + 1;
    if (removals > 0 && number % removals == removals - 1) {
      map.remove(keys[(number - 1) * stride % keys.length]);
    } else {
      map.put(keys[number * stride % keys.length], number);
    }
  }

  /**
   * A key that is in none of these maps and whose look-up walks for ever; {@code null} for none.
   */
  Object endlessKey(Map<Object, Object> map) throws ReflectiveOperationException {
    return switch (this) {
      case WEAK -> EndlessLookUp.inWeakMap(map);
      case TREE -> EndlessLookUp.inTreeMap(map, keys.length);
    };
  }
}
