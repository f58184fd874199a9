package io.badmap.agent.weave;

import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.EXPUNGE;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.READ;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.KEY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.add;
import static io.badmap.agent.weave.Semantics.since;

import java.util.List;

/**
 * The part of the table about {@code WeakHashMap}. Nearly every method first takes out the entries
 * whose keys are gone: where there are any, that is a write, inside a {@code get} too.
 */
final class WeakRows {
  private static final String MAP = "java.util.WeakHashMap";

  private WeakRows() {}

  static void list() {
    add(MAP, READ, KEY, "get", "containsKey", "containsValue");
    add(MAP, WRITE, ANYBODY, "put", "resize");
    add(MAP, CONDITIONAL, KEY, "remove");
    add(MAP, CONDITIONAL, ANYBODY, "replaceAll");
    add(MAP, EXPUNGE, NOBODY, "expungeStaleEntries");
    add(MAP, CLEAR, NOBODY, "clear");
    add(MAP, ITERATION, ANYBODY, "forEach");
    add(MAP, DELEGATES, NOBODY, "putAll", "size", "isEmpty");
    add(MAP, UNWATCHED, NOBODY, "keySet", "values", "entrySet");
    since(19, MAP, UNWATCHED, NOBODY, "newWeakHashMap");
    add(MAP + "$Entry", WRITE, NOBODY, "setValue");
    add(MAP + "$Entry", UNWATCHED, NOBODY, "getKey", "getValue", "equals", "hashCode", "toString");
    add(MAP + "$KeySet", DELEGATES, NOBODY, "contains", "remove", "clear", "size");
    add(MAP + "$KeySet", DELEGATES, NOBODY, "iterator", "spliterator");
    add(MAP + "$Values", DELEGATES, NOBODY, "contains", "clear", "size", "iterator", "spliterator");
    add(MAP + "$EntrySet", READ, ANYBODY, "contains");
    add(MAP + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", DELEGATES, NOBODY, "clear", "size", "toArray");
    add(MAP + "$EntrySet", DELEGATES, NOBODY, "iterator", "spliterator");
    add(MAP + "$HashIterator", ITERATION, NOBODY, "nextEntry");
    add(MAP + "$HashIterator", DELEGATES, NOBODY, "remove");
    add(MAP + "$HashIterator", UNWATCHED, NOBODY, "hasNext");
    for (String kind : List.of("Key", "Value", "Entry")) {
      add(MAP + '$' + kind + "Iterator", DELEGATES, NOBODY, "next");
      String spliterator = MAP + '$' + kind + "Spliterator";
      add(spliterator, ITERATION, ANYBODY, "forEachRemaining", "tryAdvance");
      add(spliterator, UNWATCHED, NOBODY, "trySplit", "characteristics");
    }
    add(MAP + "$WeakHashMapSpliterator", DELEGATES, NOBODY, "estimateSize");
  }
}
