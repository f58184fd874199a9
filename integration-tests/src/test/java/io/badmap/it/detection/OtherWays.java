package io.badmap.it.detection;

import static io.badmap.it.detection.Way.Meets.CLONE;
import static io.badmap.it.detection.Way.Meets.ITERATION;
import static io.badmap.it.detection.Way.Meets.NOTHING;
import static io.badmap.it.detection.Way.Meets.READ;
import static io.badmap.it.detection.Way.Meets.WRITE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The ways into trees, weak and identity maps, their views and wrappers. Only where a method of the
 * class itself is called does the way ask for its name: defaults of {@code Map} go through several.
 */
final class OtherWays {
  private static final BiFunction<Object, Object, Object> SECOND = (first, second) -> second;

  private final List<Way> ways = new ArrayList<>();

  private OtherWays() {}

  static List<Way> all() {
    OtherWays all = new OtherWays();
    for (Shape shape : List.of(Shape.TREE, Shape.USER_TREE, Shape.WEAK, Shape.IDENTITY)) {
      all.lookups(shape);
      all.writes(shape, shape == Shape.TREE || shape == Shape.USER_TREE ? WRITE : READ);
      all.conditionalWrites(shape);
      all.wholeMap(shape);
      all.views(shape);
    }
    for (Shape tree : List.of(Shape.TREE, Shape.SUB_TREE, Shape.DESCENDING_TREE)) {
      all.navigation(tree);
      all.keys(tree.name() + ".navigableKeySet.", tree, ground -> ground.tree().navigableKeySet());
      all.keys(tree.name() + ".descendingKeySet.", tree, g -> g.tree().descendingKeySet());
    }
    for (Shape shape : List.of(Shape.SUB_TREE, Shape.DESCENDING_TREE, Shape.SYNCHRONIZED_TREE)) {
      all.lookups(shape);
      all.writes(shape, WRITE);
      all.views(shape);
    }
    all.lookups(Shape.UNMODIFIABLE_WEAK);
    all.subMaps();
    all.sorted();
    all.resizes();
    all.copies();
    for (Shape set : List.of(Shape.TREE_SET, Shape.WEAK_SET)) {
      all.add(set, WRITE, "add", g -> () -> g.set().add("new"));
      all.view(set, "", Ground::set, "a");
    }
    all.keys("TREE_SET.", Shape.TREE_SET, ground -> (NavigableSet<Object>) ground.set());
    return all.ways;
  }

  private void lookups(Shape shape) {
    named(shape, READ, "get", g -> () -> g.map().get("a"));
    named(shape, READ, "get absent", g -> () -> g.map().get("q"));
    named(shape, READ, "containsKey", g -> () -> g.map().containsKey("a"));
    add(shape, READ, "getOrDefault", g -> () -> g.map().getOrDefault("a", "Z"));
    boolean sub = shape == Shape.SUB_TREE || shape == Shape.DESCENDING_TREE;
    add(shape, sub ? ITERATION : READ, "containsValue", g -> () -> g.map().containsValue("B"));
    add(shape, NOTHING, "keySet", g -> () -> g.map().keySet());
    add(shape, NOTHING, "values", g -> () -> g.map().values());
    add(shape, NOTHING, "entrySet", g -> () -> g.map().entrySet());
  }

  private void writes(Shape shape, Way.Meets merge) {
    named(shape, WRITE, "put", g -> () -> g.map().put("new", 1));
    named(shape, WRITE, "put present", g -> () -> g.map().put("a", 1));
    add(shape, merge, "merge", g -> () -> g.map().merge("a", 1, SECOND));
    add(shape, merge, "merge absent", g -> () -> g.map().merge("new", 1, SECOND));
    add(shape, WRITE, "putAll", g -> () -> g.map().putAll(Map.of("new", 1)));
    boolean sub = shape == Shape.SUB_TREE || shape == Shape.DESCENDING_TREE;
    add(shape, sub ? ITERATION : WRITE, "clear", g -> () -> g.map().clear());
    named(
        shape,
        WRITE,
        "setValue",
        g -> {
          Map.Entry<Object, Object> entry = g.map().entrySet().iterator().next();
          return () -> entry.setValue(1);
        });
  }

  private void conditionalWrites(Shape shape) {
    add(shape, READ, "putIfAbsent", g -> () -> g.map().putIfAbsent("new", 1));
    add(shape, READ, "putIfAbsent present", g -> () -> g.map().putIfAbsent("a", 1));
    named(shape, READ, "remove", g -> () -> g.map().remove("a"));
    named(shape, READ, "remove absent", g -> () -> g.map().remove("q"));
    add(shape, READ, "remove of a pair", g -> () -> g.map().remove("a", "A"));
    add(shape, READ, "replace", g -> () -> g.map().replace("a", 1));
    add(shape, READ, "replace of a pair", g -> () -> g.map().replace("a", "A", 1));
    named(shape, READ, "replaceAll", g -> () -> g.map().replaceAll(SECOND));
    add(shape, READ, "computeIfAbsent", g -> () -> g.map().computeIfAbsent("new", key -> 1));
    add(shape, READ, "computeIfPresent", g -> () -> g.map().computeIfPresent("a", SECOND));
    add(shape, READ, "compute", g -> () -> g.map().compute("a", SECOND));
    add(shape, READ, "compute absent", g -> () -> g.map().compute("new", (k, v) -> 1));
  }

  private void wholeMap(Shape shape) {
    named(shape, ITERATION, "forEach", g -> () -> g.map().forEach((key, value) -> {}));
    named(
        shape, ITERATION, "equals", g -> () -> g.map().equals(Map.of("a", "A", "b", "B", "c", 3)));
    named(shape, ITERATION, "hashCode", g -> () -> g.map().hashCode());
    named(shape, ITERATION, "toString", g -> () -> g.map().toString());
    add(shape, ITERATION, "copied", g -> () -> new HashMap<>(g.map()));
    add(shape, ITERATION, "copied sorted", g -> () -> new TreeMap<>(g.map()));
    add(shape, ITERATION, "copyOf", g -> () -> Map.copyOf(g.map()));
  }

  private void views(Shape shape) {
    view(shape, "keySet", ground -> ground.map().keySet(), "a");
    view(shape, "values", ground -> ground.map().values(), "A");
    view(shape, "entrySet", ground -> ground.map().entrySet(), Map.entry("a", "A"));
  }

  private void view(
      Shape shape, String name, Function<Ground, ? extends Collection<?>> view, Object element) {
    String dot = name.isEmpty() ? "" : name + ".";
    boolean sub = shape == Shape.SUB_TREE || shape == Shape.DESCENDING_TREE;
    boolean iterates = name.equals("values") && (sub || shape == Shape.WEAK);
    add(
        shape,
        name.equals("values") && sub ? ITERATION : READ,
        dot + "contains",
        g -> () -> view.apply(g).contains(element));
    boolean searches = name.equals("values") && shape == Shape.IDENTITY;
    boolean counts = name.equals("keySet") && sub;
    add(
        shape,
        iterates || searches || counts ? ITERATION : READ,
        dot + "remove",
        g -> () -> view.apply(g).remove(element));
    add(shape, ITERATION, dot + "removeIf", g -> () -> view.apply(g).removeIf(e -> false));
    add(shape, ITERATION, dot + "retainAll", g -> () -> view.apply(g).retainAll(Set.of(element)));
    add(shape, sub ? ITERATION : WRITE, dot + "clear", g -> () -> view.apply(g).clear());
    named(shape, ITERATION, dot + "toArray", g -> () -> view.apply(g).toArray());
    named(shape, ITERATION, dot + "toArray given", g -> () -> view.apply(g).toArray(new Object[0]));
    named(shape, ITERATION, dot + "forEach", g -> () -> view.apply(g).forEach(e -> {}));
    named(shape, ITERATION, dot + "toString", g -> () -> view.apply(g).toString());
    add(shape, ITERATION, dot + "stream.toList", g -> () -> view.apply(g).stream().toList());
    steps(shape, dot, view);
  }

  private void steps(Shape shape, String dot, Function<Ground, ? extends Collection<?>> view) {
    add(shape, NOTHING, dot + "iterator", g -> () -> view.apply(g).iterator());
    named(
        shape,
        ITERATION,
        dot + "iterator.next",
        g -> {
          Iterator<?> iterator = view.apply(g).iterator();
          iterator.next();
          return iterator::next;
        });
    named(
        shape,
        READ,
        dot + "iterator.remove",
        g -> {
          Iterator<?> iterator = view.apply(g).iterator();
          iterator.next();
          return iterator::remove;
        });
    named(
        shape,
        ITERATION,
        dot + "spliterator.tryAdvance",
        g -> () -> view.apply(g).spliterator().tryAdvance(e -> {}));
    named(
        shape,
        ITERATION,
        dot + "spliterator.forEachRemaining",
        g -> () -> view.apply(g).spliterator().forEachRemaining(e -> {}));
    add(
        shape,
        ITERATION,
        dot + "spliterator.trySplit",
        g -> {
          Spliterator<?> rest = view.apply(g).spliterator();
          return () -> {
            rest.trySplit();
            rest.forEachRemaining(e -> {});
          };
        });
  }

  private void navigation(Shape tree) {
    named(tree, READ, "firstKey", g -> () -> g.tree().firstKey());
    named(tree, READ, "lastKey", g -> () -> g.tree().lastKey());
    named(tree, READ, "firstEntry", g -> () -> g.tree().firstEntry());
    named(tree, READ, "lastEntry", g -> () -> g.tree().lastEntry());
    named(tree, READ, "lowerKey", g -> () -> g.tree().lowerKey("b"));
    named(tree, READ, "lowerEntry", g -> () -> g.tree().lowerEntry("b"));
    named(tree, READ, "floorKey", g -> () -> g.tree().floorKey("b"));
    named(tree, READ, "floorEntry", g -> () -> g.tree().floorEntry("b"));
    named(tree, READ, "ceilingKey", g -> () -> g.tree().ceilingKey("b"));
    named(tree, READ, "ceilingEntry", g -> () -> g.tree().ceilingEntry("b"));
    named(tree, READ, "higherKey", g -> () -> g.tree().higherKey("b"));
    named(tree, READ, "higherEntry", g -> () -> g.tree().higherEntry("b"));
    named(tree, READ, "pollFirstEntry", g -> () -> g.tree().pollFirstEntry());
    named(tree, READ, "pollLastEntry", g -> () -> g.tree().pollLastEntry());
    add(tree, NOTHING, "headMap", g -> () -> g.tree().headMap("b", true));
  }

  private void keys(String dot, Shape shape, Function<Ground, NavigableSet<Object>> set) {
    way(shape, READ, dot + "first", g -> () -> set.apply(g).first());
    way(shape, READ, dot + "last", g -> () -> set.apply(g).last());
    way(shape, READ, dot + "lower", g -> () -> set.apply(g).lower("b"));
    way(shape, READ, dot + "higher", g -> () -> set.apply(g).higher("b"));
    way(shape, READ, dot + "pollFirst", g -> () -> set.apply(g).pollFirst());
    way(shape, READ, dot + "pollLast", g -> () -> set.apply(g).pollLast());
    way(shape, ITERATION, dot + "toArray", g -> () -> set.apply(g).toArray());
    way(
        shape,
        ITERATION,
        dot + "spliterator.forEachRemaining",
        g -> () -> set.apply(g).spliterator().forEachRemaining(e -> {}));
    way(
        shape,
        ITERATION,
        dot + "spliterator.tryAdvance",
        g -> () -> set.apply(g).spliterator().tryAdvance(e -> {}));
    way(
        shape,
        ITERATION,
        dot + "spliterator.trySplit",
        g -> {
          Spliterator<?> rest = set.apply(g).spliterator();
          return () -> {
            rest.trySplit();
            rest.forEachRemaining(e -> {});
          };
        });
    way(
        shape,
        ITERATION,
        dot + "descendingIterator.next",
        g -> {
          Iterator<?> iterator = set.apply(g).descendingIterator();
          iterator.next();
          return iterator::next;
        });
    way(
        shape,
        READ,
        dot + "descendingIterator.remove",
        g -> {
          Iterator<?> iterator = set.apply(g).descendingIterator();
          iterator.next();
          return iterator::remove;
        });
  }

  private void subMaps() {
    for (Shape sub : List.of(Shape.SUB_TREE, Shape.DESCENDING_TREE)) {
      add(sub, READ, "isEmpty", g -> () -> g.map().isEmpty());
      add(sub, ITERATION, "size", g -> () -> g.map().size());
      add(sub, READ, "compute", g -> () -> g.map().compute("a", SECOND));
      add(sub, READ, "computeIfAbsent", g -> () -> g.map().computeIfAbsent("m", key -> 1));
      add(sub, READ, "remove", g -> () -> g.map().remove("a"));
      add(
          sub,
          READ,
          "a map cut from it",
          g -> () -> g.tree().subMap(g.tree().firstKey(), true, "b", true).get("b"));
    }
  }

  /** A sorted map or set is taken over as a whole, where there is nothing yet. */
  private void sorted() {
    TreeMap<Object, Object> sorted = new TreeMap<>(Map.of("a", 1, "b", 2));
    named(Shape.EMPTY_TREE, WRITE, "putAll", g -> () -> g.map().putAll(sorted));
    named(
        Shape.EMPTY_TREE_SET, WRITE, "addAll", g -> () -> g.set().addAll(sorted.navigableKeySet()));
    named(
        Shape.EMPTY_TREE,
        READ,
        "computeIfAbsent",
        g -> () -> g.map().computeIfAbsent("a", key -> 2));
    add(Shape.TREE_SET, ITERATION, "clone", g -> () -> Copies.cloned(g.subject()));
  }

  /** A bulk put first makes room. */
  private void resizes() {
    Map<Object, Object> many = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      many.put(i, i);
    }
    named(Shape.WEAK, WRITE, "putAll of many", g -> () -> g.map().putAll(many));
    named(Shape.IDENTITY, WRITE, "putAll of many", g -> () -> g.map().putAll(many));
  }

  private void copies() {
    named(Shape.TREE, CLONE, "clone", g -> () -> Copies.cloned(g.subject()));
    named(Shape.IDENTITY, CLONE, "clone", g -> () -> Copies.cloned(g.subject()));
    add(Shape.TREE, ITERATION, "serialized", g -> () -> Copies.written(g.subject()));
    add(Shape.SUB_TREE, ITERATION, "serialized", g -> () -> Copies.written(g.subject()));
    add(Shape.IDENTITY, ITERATION, "serialized", g -> () -> Copies.written(g.subject()));
  }

  private void add(Shape shape, Way.Meets meets, String name, Way.Step step) {
    way(shape, meets, shape + "." + name, step);
  }

  private void way(Shape shape, Way.Meets meets, String name, Way.Step step) {
    ways.add(new Way(name, shape, meets, null, step));
  }

  /** The report must name the method that ends the part of {@code name} before its first space. */
  private void named(Shape shape, Way.Meets meets, String name, Way.Step step) {
    ways.add(new Way(shape + "." + name, shape, meets, Ways.operation(name), step));
  }
}
