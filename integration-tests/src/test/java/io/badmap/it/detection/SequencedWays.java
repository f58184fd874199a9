package io.badmap.it.detection;

import static io.badmap.it.detection.Way.Meets.ITERATION;
import static io.badmap.it.detection.Way.Meets.NOTHING;
import static io.badmap.it.detection.Way.Meets.READ;
import static io.badmap.it.detection.Way.Meets.WRITE;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** The ways in that came with JDK 21: both ends, and reversed views. */
final class SequencedWays {
  private final List<Way> ways;

  private SequencedWays(List<Way> ways) {
    this.ways = ways;
  }

  static void addTo(List<Way> ways) {
    SequencedWays sequenced = new SequencedWays(ways);
    for (Shape shape : List.of(Shape.LINKED, Shape.USER_LRU)) {
      sequenced.maps(shape);
      for (String view : List.of("sequencedKeySet", "sequencedValues", "sequencedEntrySet")) {
        sequenced.ends(shape, view + ".", ground -> Sequenced.call(ground.subject(), view));
      }
      sequenced.reversedMaps(shape);
    }
    Shape set = Shape.LINKED_SET;
    sequenced.ends(set, "", Ground::subject);
    sequenced.ends(set, "reversed.", ground -> Sequenced.call(ground.subject(), "reversed"));
    sequenced.add(set, WRITE, "addFirst", g -> g.subject(), "addFirst", "new");
    sequenced.add(set, WRITE, "addLast", g -> g.subject(), "addLast", "new");
  }

  private void maps(Shape shape) {
    add(shape, WRITE, "putFirst", Ground::subject, "putFirst", "new", 1);
    add(shape, WRITE, "putLast", Ground::subject, "putLast", "new", 1);
    add(shape, ITERATION, "firstEntry", Ground::subject, "firstEntry");
    add(shape, ITERATION, "lastEntry", Ground::subject, "lastEntry");
    add(shape, ITERATION, "pollFirstEntry", Ground::subject, "pollFirstEntry");
    add(shape, ITERATION, "pollLastEntry", Ground::subject, "pollLastEntry");
    add(shape, NOTHING, "reversed", Ground::subject, "reversed");
  }

  private void ends(Shape shape, String dot, Target view) {
    add(shape, READ, dot + "getFirst", view, "getFirst");
    add(shape, READ, dot + "getLast", view, "getLast");
    add(shape, READ, dot + "removeFirst", view, "removeFirst");
    add(shape, READ, dot + "removeLast", view, "removeLast");
    Target reversed = ground -> Sequenced.call(view.of(ground), "reversed");
    Target backwards = ground -> Sequenced.call(reversed.of(ground), "iterator");
    add(shape, ITERATION, dot + "reversed.iterator.next", backwards, "next");
  }

  private void reversedMaps(Shape shape) {
    Target reversed = ground -> Sequenced.call(ground.subject(), "reversed");
    BiConsumer<Object, Object> nothing = (key, value) -> {};
    BiFunction<Object, Object, Object> same = (key, value) -> value;
    add(shape, shape == Shape.USER_LRU ? WRITE : READ, "reversed.get", reversed, "get", "a");
    add(shape, READ, "reversed.containsKey", reversed, "containsKey", "a");
    add(shape, WRITE, "reversed.put", reversed, "put", "new", 1);
    add(shape, WRITE, "reversed.putFirst", reversed, "putFirst", "new", 1);
    add(shape, WRITE, "reversed.clear", reversed, "clear");
    add(shape, ITERATION, "reversed.forEach", reversed, "forEach", nothing);
    add(shape, READ, "reversed.replaceAll", reversed, "replaceAll", same);
    add(shape, ITERATION, "reversed.firstEntry", reversed, "firstEntry");
    for (String view : List.of("keySet", "values", "entrySet")) {
      Target collection = ground -> Sequenced.call(reversed.of(ground), view);
      Target iterator = ground -> Sequenced.call(collection.of(ground), "iterator");
      add(shape, ITERATION, "reversed." + view + ".iterator.next", iterator, "next");
    }
  }

  private void add(
      Shape shape, Way.Meets meets, String name, Target target, String method, Object... args) {
    Way.Step step =
        ground -> {
          Object prepared = prepared(target, ground);
          return () -> Sequenced.call(prepared, method, args);
        };
    ways.add(new Way(shape + "." + name, shape, meets, null, step));
  }

  private static Object prepared(Target target, Ground ground) throws Exception {
    try {
      return target.of(ground);
    } catch (Exception e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The view that a method is called on. */
  private interface Target {
    Object of(Ground ground) throws Throwable;
  }
}
