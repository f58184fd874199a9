package io.badmap.it.detection;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * One map or set that two threads meet on.
 *
 * @param shape its kind
 * @param subject what the second thread uses
 * @param held what the first thread writes to: the same, or what the subject is a view of
 */
record Ground(Shape shape, Object subject, Object held) {

  /** A map that tells its kind by itself. */
  static Ground of(Map<?, ?> map) {
    return new Ground(Shape.HASH, map, map);
  }

  @SuppressWarnings("unchecked")
  Map<Object, Object> map() {
    return (Map<Object, Object>) subject;
  }

  @SuppressWarnings("unchecked")
  NavigableMap<Object, Object> tree() {
    return (NavigableMap<Object, Object>) subject;
  }

  @SuppressWarnings("unchecked")
  Set<Object> set() {
    return (Set<Object>) subject;
  }

  boolean isSet() {
    return subject instanceof Set;
  }

  /** Puts, or adds the key alone. */
  void put(Object key, Object value) {
    if (isSet()) {
      set().add(key);
    } else {
      map().put(key, value);
    }
  }

  /** Stays inside a write until the gate opens. */
  void write(Gate gate) {
    Ground direct = new Ground(shape, held, held);
    if (shape == Shape.IDENTITY) {
      // It calls nobody in put; after the first value it has certainly begun to write.
      int[] calls = new int[1];
      direct
          .map()
          .replaceAll(
              (key, value) -> {
                if (++calls[0] == 2) {
                  gate.pass();
                }
                return value;
              });
    } else {
      direct.put(new SlowKey(gate, true, "d"), "slow");
    }
  }

  /** The operation that {@link #write} is inside. */
  String writeName() {
    return shape == Shape.IDENTITY ? "replaceAll" : isSet() ? "add" : "put";
  }
}
