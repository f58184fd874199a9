package io.badmap.it.faults.app;

import java.util.HashMap;
import java.util.Map;

/** A thin wrapper around a map, as many programs have one. Guards nothing. */
final class Store {
  private final Map<Object, Object> values = new HashMap<>();

  Object put(Object key, Object value) {
    return values.put(key, value);
  }
}
