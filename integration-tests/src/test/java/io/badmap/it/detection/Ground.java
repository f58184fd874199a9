package io.badmap.it.detection;

import java.util.Map;
import java.util.Set;

/** One map or set that two threads meet on. */
final class Ground {
  private final Object subject;

  Ground(Object subject) {
    this.subject = subject;
  }

  Object subject() {
    return subject;
  }

  @SuppressWarnings("unchecked")
  Map<Object, Object> map() {
    return (Map<Object, Object>) subject;
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
}
