package io.badmap.it.detection;

import java.io.Serial;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The kinds of map and set that are tried. */
enum Shape {
  HASH,
  LINKED,
  ACCESS_ORDERED,
  USER_HASH,
  USER_LRU,
  HASH_SET,
  LINKED_SET;

  /** A new one with the mappings a=A, b=B, c=C, or the elements a, b, c. */
  Ground fresh() {
    Object made =
        switch (this) {
          case HASH -> new HashMap<>();
          case LINKED -> new LinkedHashMap<>();
          case ACCESS_ORDERED -> new LinkedHashMap<>(16, 0.75f, true);
          case USER_HASH -> new UserMap();
          case USER_LRU -> new UserLru();
          case HASH_SET -> new HashSet<>();
          case LINKED_SET -> new LinkedHashSet<>();
        };
    Ground ground = new Ground(made);
    for (String key : new String[] {"a", "b", "c"}) {
      ground.put(key, key.toUpperCase());
    }
    return ground;
  }

  /** Overrides as users do: calls the original and does something beside it. */
  static final class UserMap extends HashMap<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Object put(Object key, Object value) {
      return super.put(key, value);
    }

    @Override
    public Object get(Object key) {
      return super.get(key);
    }
  }

  /** A cache that forgets its eldest entry. */
  static final class UserLru extends LinkedHashMap<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    private transient Runnable asked = () -> {};

    UserLru() {
      super(16, 0.75f, true);
    }

    void whenAsked(Runnable action) {
      asked = action;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
      asked.run();
      return size() > 4;
    }
  }
}
