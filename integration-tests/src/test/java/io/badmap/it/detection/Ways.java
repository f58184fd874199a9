package io.badmap.it.detection;

import static io.badmap.it.detection.Way.Meets.CLONE;
import static io.badmap.it.detection.Way.Meets.ITERATION;
import static io.badmap.it.detection.Way.Meets.NOTHING;
import static io.badmap.it.detection.Way.Meets.READ;
import static io.badmap.it.detection.Way.Meets.WRITE;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.function.Function;

/** Every way into a map or a set, as the second thread takes it while a put is under way. */
final class Ways {
  /** Those whose spliterators cut the table in two, without a look at the entries. */
  private static final Set<Shape> SPLITS = Set.of(Shape.HASH, Shape.USER_HASH, Shape.HASH_SET);

  private final List<Way> ways = new ArrayList<>();

  private Ways() {}

  static List<Way> all() {
    Ways all = new Ways();
    for (Shape shape : List.of(Shape.HASH, Shape.LINKED, Shape.ACCESS_ORDERED, Shape.USER_HASH)) {
      all.lookups(shape);
      all.writes(shape);
      all.conditionalWrites(shape);
      all.wholeMap(shape);
    }
    for (Shape shape : List.of(Shape.HASH, Shape.LINKED, Shape.USER_LRU)) {
      all.view(shape, "keySet", ground -> ground.map().keySet(), "a");
      all.view(shape, "values", ground -> ground.map().values(), "A");
      all.view(shape, "entrySet", ground -> ground.map().entrySet(), Map.entry("a", "A"));
    }
    for (Shape shape : List.of(Shape.HASH_SET, Shape.LINKED_SET)) {
      all.sets(shape);
      all.view(shape, "", Ground::set, "a");
    }
    if (Sequenced.THERE) {
      SequencedWays.addTo(all.ways);
    }
    return all.ways;
  }

  private void lookups(Shape shape) {
    Way.Meets get = shape == Shape.ACCESS_ORDERED ? WRITE : READ;
    add(shape, get, "get", g -> () -> g.map().get("a"));
    add(shape, get, "get absent", g -> () -> g.map().get("z"));
    add(shape, READ, "containsKey", g -> () -> g.map().containsKey("a"));
    add(shape, get, "getOrDefault", g -> () -> g.map().getOrDefault("a", "Z"));
    add(shape, READ, "containsValue", g -> () -> g.map().containsValue("B"));
    add(shape, NOTHING, "size", g -> () -> g.map().size());
    add(shape, NOTHING, "isEmpty", g -> () -> g.map().isEmpty());
    add(shape, NOTHING, "keySet", g -> () -> g.map().keySet());
    add(shape, NOTHING, "values", g -> () -> g.map().values());
    add(shape, NOTHING, "entrySet", g -> () -> g.map().entrySet());
  }

  private void writes(Shape shape) {
    add(shape, WRITE, "put", g -> () -> g.map().put("new", 1));
    add(shape, WRITE, "put present", g -> () -> g.map().put("a", 1));
    add(shape, WRITE, "merge", g -> () -> g.map().merge("a", 1, (old, one) -> one));
    add(shape, WRITE, "merge absent", g -> () -> g.map().merge("new", 1, (old, one) -> one));
    add(shape, WRITE, "putAll", g -> () -> g.map().putAll(Map.of("new", 1)));
    add(shape, WRITE, "clear", g -> () -> g.map().clear());
    add(
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
    add(shape, READ, "remove", g -> () -> g.map().remove("a"));
    add(shape, READ, "remove absent", g -> () -> g.map().remove("z"));
    add(shape, READ, "remove of a pair", g -> () -> g.map().remove("a", "A"));
    add(shape, READ, "replace", g -> () -> g.map().replace("a", 1));
    add(shape, READ, "replace of a pair", g -> () -> g.map().replace("a", "A", 1));
    add(shape, READ, "replaceAll", g -> () -> g.map().replaceAll((key, value) -> value));
    add(shape, READ, "computeIfAbsent", g -> () -> g.map().computeIfAbsent("new", key -> 1));
    add(shape, READ, "computeIfAbsent present", g -> () -> g.map().computeIfAbsent("a", k -> 1));
    add(shape, READ, "computeIfPresent", g -> () -> g.map().computeIfPresent("a", (k, v) -> 1));
    add(shape, READ, "compute", g -> () -> g.map().compute("a", (k, v) -> 1));
    add(shape, READ, "compute absent", g -> () -> g.map().compute("new", (k, v) -> 1));
  }

  private void wholeMap(Shape shape) {
    add(shape, ITERATION, "forEach", g -> () -> g.map().forEach((key, value) -> {}));
    add(shape, CLONE, "clone", g -> () -> Copies.cloned(g.subject()));
    add(shape, ITERATION, "equals", g -> () -> g.map().equals(Map.of("a", 1, "b", 2, "c", 3)));
    add(shape, ITERATION, "hashCode", g -> () -> g.map().hashCode());
    add(shape, ITERATION, "toString", g -> () -> g.map().toString());
    named(shape, ITERATION, "serialized", "writeObject", g -> () -> Copies.written(g.subject()));
    // From JDK 27 on a HashMap is copied past its iterator.
    boolean past = shape == Shape.HASH && Runtime.version().feature() >= 27;
    Way.Meets meets = past ? READ : ITERATION;
    String operation = past ? "putMapEntries" : "next";
    named(shape, meets, "copied", operation, g -> () -> new HashMap<>(g.map()));
    named(shape, meets, "copied linked", operation, g -> () -> new LinkedHashMap<>(g.map()));
    named(shape, ITERATION, "copied sorted", "next", g -> () -> new TreeMap<>(g.map()));
    named(shape, ITERATION, "copyOf", "toArray", g -> () -> Map.copyOf(g.map()));
  }

  private void view(
      Shape shape, String name, Function<Ground, ? extends Collection<?>> view, Object element) {
    String dot = name.isEmpty() ? "" : name + ".";
    boolean values = name.equals("values");
    add(shape, NOTHING, dot + "size", g -> () -> view.apply(g).size());
    add(shape, NOTHING, dot + "isEmpty", g -> () -> view.apply(g).isEmpty());
    add(shape, READ, dot + "contains", g -> () -> view.apply(g).contains(element));
    add(shape, READ, dot + "containsAll", g -> () -> view.apply(g).containsAll(Set.of(element)));
    named(
        shape,
        values ? ITERATION : READ,
        dot + "remove",
        values ? "next" : "remove",
        g -> () -> view.apply(g).remove(element));
    named(
        shape, ITERATION, dot + "removeIf", "next", g -> () -> view.apply(g).removeIf(e -> false));
    named(
        shape,
        values ? ITERATION : READ,
        dot + "removeAll",
        values ? "next" : "removeAll",
        g -> () -> view.apply(g).removeAll(Set.of(element)));
    named(
        shape,
        ITERATION,
        dot + "retainAll",
        "next",
        g -> () -> view.apply(g).retainAll(Set.of(element)));
    add(shape, WRITE, dot + "clear", g -> () -> view.apply(g).clear());
    add(shape, ITERATION, dot + "toArray", g -> () -> view.apply(g).toArray());
    add(shape, ITERATION, dot + "toArray given", g -> () -> view.apply(g).toArray(new Object[0]));
    add(shape, ITERATION, dot + "toArray made", g -> () -> view.apply(g).toArray(Object[]::new));
    add(shape, ITERATION, dot + "forEach", g -> () -> view.apply(g).forEach(e -> {}));
    add(shape, ITERATION, dot + "toString", g -> () -> view.apply(g).toString());
    if (!values) {
      add(shape, ITERATION, dot + "hashCode", g -> () -> view.apply(g).hashCode());
      add(shape, READ, dot + "equals", g -> () -> view.apply(g).equals(Set.of(element, 1, 2)));
    }
    iteration(shape, dot, view);
    streams(shape, dot, view);
  }

  private void iteration(Shape shape, String dot, Function<Ground, ? extends Collection<?>> view) {
    add(shape, NOTHING, dot + "iterator", g -> () -> view.apply(g).iterator());
    add(shape, NOTHING, dot + "iterator.hasNext", g -> () -> view.apply(g).iterator().hasNext());
    add(
        shape,
        ITERATION,
        dot + "iterator.next",
        g -> {
          Iterator<?> iterator = view.apply(g).iterator();
          iterator.next();
          return iterator::next;
        });
    add(
        shape,
        ITERATION,
        dot + "iterator.forEachRemaining",
        g -> () -> view.apply(g).iterator().forEachRemaining(e -> {}));
    add(
        shape,
        READ,
        dot + "iterator.remove",
        g -> {
          Iterator<?> iterator = view.apply(g).iterator();
          iterator.next();
          return iterator::remove;
        });
    add(shape, NOTHING, dot + "spliterator", g -> () -> view.apply(g).spliterator());
    add(
        shape,
        ITERATION,
        dot + "spliterator.tryAdvance",
        g -> () -> view.apply(g).spliterator().tryAdvance(e -> {}));
    add(
        shape,
        ITERATION,
        dot + "spliterator.forEachRemaining",
        g -> () -> view.apply(g).spliterator().forEachRemaining(e -> {}));
    named(
        shape,
        ITERATION,
        dot + "spliterator.trySplit",
        SPLITS.contains(shape) ? "forEachRemaining" : "trySplit",
        g -> {
          Spliterator<?> rest = view.apply(g).spliterator();
          return () -> {
            rest.trySplit();
            rest.forEachRemaining(e -> {});
          };
        });
  }

  private void streams(Shape shape, String dot, Function<Ground, ? extends Collection<?>> view) {
    add(
        shape,
        ITERATION,
        dot + "stream.forEach",
        g -> () -> view.apply(g).stream().forEach(e -> {}));
    named(
        shape,
        ITERATION,
        dot + "stream.toList",
        "toList",
        g -> () -> view.apply(g).stream().filter(e -> true).toList());
    add(
        shape,
        ITERATION,
        dot + "stream.findFirst",
        g -> () -> view.apply(g).stream().filter(e -> true).findFirst());
    named(
        shape,
        ITERATION,
        dot + "stream.iterator",
        "next",
        g -> () -> view.apply(g).stream().iterator().next());
    named(shape, ITERATION, dot + "copied", "toArray", g -> () -> new ArrayList<>(view.apply(g)));
    named(shape, ITERATION, dot + "copied set", "next", g -> () -> new HashSet<>(view.apply(g)));
    named(
        shape,
        ITERATION,
        dot + "copied linked set",
        "next",
        g -> () -> new LinkedHashSet<>(view.apply(g)));
  }

  private void sets(Shape shape) {
    add(shape, WRITE, "add", g -> () -> g.set().add("new"));
    add(shape, WRITE, "add present", g -> () -> g.set().add("a"));
    add(shape, WRITE, "addAll", g -> () -> g.set().addAll(List.of("a", "b")));
    add(shape, CLONE, "clone", g -> () -> Copies.cloned(g.subject()));
    named(shape, ITERATION, "serialized", "writeObject", g -> () -> Copies.written(g.subject()));
  }

  /** The report must name the method that ends the part of {@code name} before its first space. */
  private void add(Shape shape, Way.Meets meets, String name, Way.Step step) {
    named(shape, meets, name, operation(name), step);
  }

  static String operation(String name) {
    String method = name.split(" ", 2)[0];
    return method.substring(method.lastIndexOf('.') + 1);
  }

  private void named(Shape shape, Way.Meets meets, String name, String operation, Way.Step step) {
    ways.add(new Way(shape + "." + name, shape, meets, operation, step));
  }
}
