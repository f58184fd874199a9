package io.badmap.agent.weave;

import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CLONE;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.READ;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.add;
import static io.badmap.agent.weave.Semantics.since;

import java.util.List;

/**
 * The part of the table about {@code IdentityHashMap}. It compares by identity, so hardly a method
 * calls anybody's code; its entries know their map.
 */
final class IdentityRows {
  private static final String MAP = "java.util.IdentityHashMap";

  private IdentityRows() {}

  static void list() {
    add(MAP, READ, NOBODY, "get", "containsKey", "containsValue");
    add(MAP, WRITE, ANYBODY, "put", "resize", "readObject");
    add(MAP, CONDITIONAL, ANYBODY, "remove", "replaceAll");
    since(20, MAP, CONDITIONAL, ANYBODY, "replace");
    add(MAP, CLEAR, NOBODY, "clear");
    add(MAP, ITERATION, ANYBODY, "forEach", "equals", "writeObject");
    add(MAP, ITERATION, NOBODY, "hashCode");
    add(MAP, CLONE, NOBODY, "clone");
    add(MAP, DELEGATES, NOBODY, "putAll");
    add(MAP, UNWATCHED, NOBODY, "size", "isEmpty", "keySet", "values", "entrySet");
    for (String view : List.of("KeySet", "Values", "EntrySet")) {
      String nested = MAP + '$' + view;
      add(nested, ITERATION, NOBODY, "toArray");
      add(nested, DELEGATES, NOBODY, "clear", "iterator", "spliterator");
      add(nested, UNWATCHED, NOBODY, "size");
    }
    add(MAP + "$KeySet", DELEGATES, NOBODY, "contains", "remove", "removeAll", "hashCode");
    add(MAP + "$Values", DELEGATES, NOBODY, "contains", "remove");
    add(MAP + "$EntrySet", READ, ANYBODY, "contains");
    add(MAP + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", DELEGATES, NOBODY, "removeAll");
    String iterator = MAP + "$IdentityHashMapIterator";
    add(iterator, ITERATION, NOBODY, "nextIndex");
    add(iterator, CONDITIONAL, ANYBODY, "remove");
    add(iterator, UNWATCHED, NOBODY, "hasNext");
    add(MAP + "$EntryIterator", DELEGATES, NOBODY, "remove");
    String entry = MAP + "$EntryIterator$Entry";
    add(entry, WRITE, NOBODY, "setValue");
    add(entry, UNWATCHED, NOBODY, "getKey", "getValue", "equals", "hashCode", "toString");
    for (String kind : List.of("Key", "Value", "Entry")) {
      add(MAP + '$' + kind + "Iterator", DELEGATES, NOBODY, "next");
      String spliterator = MAP + '$' + kind + "Spliterator";
      add(spliterator, ITERATION, ANYBODY, "forEachRemaining", "tryAdvance");
      add(spliterator, UNWATCHED, NOBODY, "trySplit", "characteristics");
    }
    add(MAP + "$IdentityHashMapSpliterator", UNWATCHED, NOBODY, "estimateSize");
  }
}
