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
import static io.badmap.agent.weave.Semantics.FUNCTION;
import static io.badmap.agent.weave.Semantics.KEY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.SEQUENCED;
import static io.badmap.agent.weave.Semantics.add;
import static io.badmap.agent.weave.Semantics.since;

import java.util.List;

/**
 * The part of the table about {@code TreeMap} and {@code TreeSet}. A sub-map works on the tree that
 * it was cut from, and so do its views and iterators.
 */
final class TreeRows {
  private static final String MAP = "java.util.TreeMap";
  private static final String SUB = MAP + "$NavigableSubMap";

  private TreeRows() {}

  static void list() {
    map();
    views();
    iterators();
    spliterators();
    subMaps();
    subViews();
    set();
  }

  private static void map() {
    add(MAP, READ, KEY, "get", "containsKey", "containsValue");
    add(MAP, READ, KEY, "lowerEntry", "lowerKey", "floorEntry", "floorKey");
    add(MAP, READ, KEY, "ceilingEntry", "ceilingKey", "higherEntry", "higherKey");
    add(MAP, READ, NOBODY, "firstKey", "lastKey", "firstEntry", "lastEntry");
    add(MAP, WRITE, ANYBODY, "put", "merge", "readObject", "readTreeSet", "addAllForTreeSet");
    add(MAP, PUT_ALL, ANYBODY, "putAll");
    add(MAP, CONDITIONAL, KEY, "putIfAbsent", "remove");
    add(MAP, CONDITIONAL, ANYBODY, "replace", "replaceAll", "pollFirstEntry", "pollLastEntry");
    add(MAP, CONDITIONAL, FUNCTION, "computeIfAbsent", "computeIfPresent", "compute");
    add(MAP, CLEAR, NOBODY, "clear");
    add(MAP, ITERATION, ANYBODY, "forEach");
    add(MAP, CLONE, ANYBODY, "clone");
    add(MAP, UNWATCHED, NOBODY, "size", "comparator", "keySet", "navigableKeySet", "values");
    add(MAP, UNWATCHED, NOBODY, "entrySet", "descendingKeySet", "descendingMap");
    add(MAP, UNWATCHED, NOBODY, "subMap", "headMap", "tailMap");
    since(SEQUENCED, MAP, UNWATCHED, NOBODY, "putFirst", "putLast");
    add(MAP + "$Entry", WRITE, NOBODY, "setValue");
    add(MAP + "$Entry", UNWATCHED, NOBODY, "getKey", "getValue", "equals", "hashCode", "toString");
  }

  private static void views() {
    add(MAP + "$Values", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$Values", DELEGATES, NOBODY, "contains", "clear", "iterator", "spliterator");
    add(MAP + "$Values", UNWATCHED, NOBODY, "size");
    add(MAP + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", READ, ANYBODY, "contains");
    add(MAP + "$EntrySet", DELEGATES, NOBODY, "clear", "iterator", "spliterator");
    add(MAP + "$EntrySet", UNWATCHED, NOBODY, "size");
    String keys = MAP + "$KeySet";
    add(keys, DELEGATES, NOBODY, "contains", "remove", "clear", "iterator", "descendingIterator");
    add(keys, DELEGATES, NOBODY, "lower", "floor", "ceiling", "higher", "first", "last");
    add(keys, DELEGATES, NOBODY, "pollFirst", "pollLast", "spliterator", "size", "isEmpty");
    add(keys, UNWATCHED, NOBODY, "comparator", "subSet", "headSet", "tailSet", "descendingSet");
  }

  private static void iterators() {
    String iterator = MAP + "$PrivateEntryIterator";
    add(iterator, ITERATION, NOBODY, "nextEntry", "prevEntry");
    add(iterator, CONDITIONAL, ANYBODY, "remove");
    add(iterator, UNWATCHED, NOBODY, "hasNext");
    add(MAP + "$DescendingKeyIterator", CONDITIONAL, ANYBODY, "remove");
    for (String kind : List.of("Entry", "Value", "Key", "DescendingKey")) {
      add(MAP + '$' + kind + "Iterator", DELEGATES, NOBODY, "next");
    }
  }

  private static void spliterators() {
    for (String kind : List.of("Key", "DescendingKey", "Value", "Entry")) {
      String spliterator = MAP + '$' + kind + "Spliterator";
      add(spliterator, ITERATION, ANYBODY, "forEachRemaining", "tryAdvance", "trySplit");
      add(spliterator, UNWATCHED, NOBODY, "characteristics");
    }
    add(MAP + "$KeySpliterator", UNWATCHED, NOBODY, "getComparator");
    add(MAP + "$EntrySpliterator", UNWATCHED, NOBODY, "getComparator");
    add(MAP + "$TreeMapSpliterator", UNWATCHED, NOBODY, "estimateSize");
  }

  private static void subMaps() {
    add(SUB, READ, KEY, "lowerEntry", "lowerKey", "floorEntry", "floorKey");
    add(SUB, READ, KEY, "ceilingEntry", "ceilingKey", "higherEntry", "higherKey");
    add(SUB, READ, ANYBODY, "firstKey", "lastKey", "firstEntry", "lastEntry");
    add(SUB, CONDITIONAL, ANYBODY, "pollFirstEntry", "pollLastEntry");
    add(SUB, DELEGATES, NOBODY, "get", "containsKey", "put", "putIfAbsent", "merge", "remove");
    add(SUB, DELEGATES, NOBODY, "compute", "computeIfAbsent", "computeIfPresent");
    add(SUB, DELEGATES, NOBODY, "size", "isEmpty");
    add(SUB, UNWATCHED, NOBODY, "keySet", "navigableKeySet", "descendingKeySet");
    add(SUB, UNWATCHED, NOBODY, "subMap", "headMap", "tailMap");
    for (String order : List.of("Ascending", "Descending")) {
      String sub = MAP + '$' + order + "SubMap";
      add(sub, UNWATCHED, NOBODY, "comparator", "descendingMap", "entrySet");
      add(sub, UNWATCHED, NOBODY, "subMap", "headMap", "tailMap");
      add(sub + '$' + order + "EntrySetView", DELEGATES, NOBODY, "iterator");
    }
    // Of an older stream format: every method but readResolve throws.
    String old = MAP + "$SubMap";
    add(old, UNWATCHED, NOBODY, "comparator", "entrySet", "firstKey", "lastKey");
    add(old, UNWATCHED, NOBODY, "subMap", "headMap", "tailMap");
  }

  private static void subViews() {
    add(SUB + "$EntrySetView", READ, ANYBODY, "contains", "isEmpty");
    add(SUB + "$EntrySetView", CONDITIONAL, ANYBODY, "remove");
    add(SUB + "$EntrySetView", DELEGATES, NOBODY, "size");
    add(SUB + "$SubMapIterator", ITERATION, NOBODY, "nextEntry", "prevEntry");
    add(SUB + "$SubMapIterator", CONDITIONAL, ANYBODY, "removeAscending", "removeDescending");
    add(SUB + "$SubMapIterator", UNWATCHED, NOBODY, "hasNext");
    for (String order : List.of("", "Descending")) {
      add(SUB + '$' + order + "SubMapEntryIterator", DELEGATES, NOBODY, "next", "remove");
      String keys = SUB + '$' + order + "SubMapKeyIterator";
      add(keys, DELEGATES, NOBODY, "next", "remove", "forEachRemaining", "tryAdvance");
      add(keys, UNWATCHED, NOBODY, "trySplit", "estimateSize", "characteristics");
    }
    add(SUB + "$SubMapKeyIterator", UNWATCHED, NOBODY, "getComparator");
  }

  private static void set() {
    String set = "java.util.TreeSet";
    add(set, DELEGATES, NOBODY, "add", "addAll", "remove", "contains", "clear", "clone");
    add(set, DELEGATES, NOBODY, "iterator", "descendingIterator", "spliterator");
    add(set, DELEGATES, NOBODY, "first", "last", "lower", "floor", "ceiling", "higher");
    add(set, DELEGATES, NOBODY, "pollFirst", "pollLast", "size", "isEmpty");
    add(set, UNWATCHED, NOBODY, "comparator", "descendingSet", "subSet", "headSet", "tailSet");
    since(SEQUENCED, set, UNWATCHED, NOBODY, "addFirst", "addLast");
  }
}
