package io.badmap.it.detection;

import java.io.Serial;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;

/** The kinds of map and set that are tried. */
enum Shape {
  HASH,
  LINKED,
  ACCESS_ORDERED,
  USER_HASH,
  USER_LRU,
  HASH_SET,
  LINKED_SET,
  TREE,
  EMPTY_TREE,
  USER_TREE,
  SUB_TREE,
  DESCENDING_TREE,
  TREE_SET,
  EMPTY_TREE_SET,
  WEAK,
  WEAK_SET,
  IDENTITY,
  SYNCHRONIZED_TREE,
  UNMODIFIABLE_WEAK;

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
          case TREE, EMPTY_TREE, SUB_TREE, DESCENDING_TREE, SYNCHRONIZED_TREE -> new TreeMap<>();
          case USER_TREE -> new UserTree();
          case TREE_SET, EMPTY_TREE_SET -> new TreeSet<>();
          case WEAK, UNMODIFIABLE_WEAK -> new WeakHashMap<>();
          case WEAK_SET -> Collections.newSetFromMap(new WeakHashMap<>());
          case IDENTITY -> new IdentityHashMap<>();
        };
    Ground ground = new Ground(this, made, made);
    if (this == EMPTY_TREE || this == EMPTY_TREE_SET) {
      return ground;
    }
    for (String key : new String[] {"a", "b", "c"}) {
      ground.put(key, key.toUpperCase());
    }
    return new Ground(this, seen(ground), made);
  }

  /** What the second thread uses: the map itself, or a view or a wrapper of it. */
  private Object seen(Ground ground) {
    return switch (this) {
      case SUB_TREE -> ground.tree().subMap("a", true, "x", true);
      case DESCENDING_TREE -> ground.tree().headMap("x", true).descendingMap();
      case SYNCHRONIZED_TREE -> Collections.synchronizedMap(ground.map());
      case UNMODIFIABLE_WEAK -> Collections.unmodifiableMap(ground.map());
      default -> ground.subject();
    };
  }

  /** The class that a report must name. */
  String reported() {
    return switch (this) {
      case HASH, HASH_SET -> "java.util.HashMap";
      case LINKED, ACCESS_ORDERED, LINKED_SET -> "java.util.LinkedHashMap";
      case USER_HASH -> UserMap.class.getName();
      case USER_LRU -> UserLru.class.getName();
      case USER_TREE -> UserTree.class.getName();
      case WEAK, WEAK_SET, UNMODIFIABLE_WEAK -> "java.util.WeakHashMap";
      case IDENTITY -> "java.util.IdentityHashMap";
      default -> "java.util.TreeMap";
    };
  }

  /** Overrides as users do. */
  static final class UserTree extends TreeMap<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Object put(Object key, Object value) {
      return super.put(key, value);
    }
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
