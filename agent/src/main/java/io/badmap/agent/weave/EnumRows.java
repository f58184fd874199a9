package io.badmap.agent.weave;

import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CLONE;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.PUT_ALL;
import static io.badmap.agent.weave.Meaning.READ;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.KEY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.add;

import java.util.List;

/**
 * The part of the table about {@code EnumMap}. It has no {@code modCount}: its word is its size, so
 * that a read does not see a removal and an addition that both came and went inside it.
 */
final class EnumRows {
  private static final String MAP = "java.util.EnumMap";

  private EnumRows() {}

  static void list() {
    add(MAP, READ, NOBODY, "get", "containsKey");
    add(MAP, READ, KEY, "containsValue");
    add(MAP, WRITE, NOBODY, "put");
    add(MAP, PUT_ALL, ANYBODY, "putAll");
    add(MAP, CONDITIONAL, ANYBODY, "remove");
    add(MAP, CLEAR, NOBODY, "clear");
    add(MAP, ITERATION, ANYBODY, "equals", "hashCode", "writeObject");
    // Only a constructor that is given a map, which is what it clones.
    add(MAP, CLONE, NOBODY, "clone", "<init>");
    add(MAP, UNWATCHED, NOBODY, "size", "keySet", "values", "entrySet");
    for (String view : List.of("KeySet", "Values", "EntrySet")) {
      add(MAP + '$' + view, DELEGATES, NOBODY, "clear", "iterator");
      add(MAP + '$' + view, UNWATCHED, NOBODY, "size");
    }
    add(MAP + "$KeySet", DELEGATES, NOBODY, "contains", "remove");
    add(MAP + "$Values", DELEGATES, NOBODY, "contains");
    add(MAP + "$Values", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", READ, ANYBODY, "contains");
    add(MAP + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", ITERATION, NOBODY, "toArray");
    add(MAP + "$EnumMapIterator", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EnumMapIterator", UNWATCHED, NOBODY, "hasNext");
    for (String kind : List.of("Key", "Value", "Entry")) {
      add(MAP + '$' + kind + "Iterator", ITERATION, NOBODY, "next");
    }
    add(MAP + "$EntryIterator", DELEGATES, NOBODY, "remove");
    String entry = MAP + "$EntryIterator$Entry";
    add(entry, WRITE, NOBODY, "setValue");
    add(entry, UNWATCHED, NOBODY, "getKey", "getValue", "equals", "hashCode", "toString");
    // What stands for a null value inside.
    add(MAP + "$1", UNWATCHED, NOBODY, "hashCode", "toString");
  }
}
