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

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of every method of every covered class: the one place that says what is a read, a write
 * or neither. Read from the sources of JDK 17 and 25; a test fails when a JDK has a public method
 * that is not here.
 */
public final class Semantics {
  /** The method calls no code of a key, value or function. */
  static final int NOBODY = -1;

  /** The method calls code of the user that none of its arguments tells. */
  static final int ANYBODY = 0;

  static final int KEY = 1;
  static final int FUNCTION = 2;

  static final int SEQUENCED = 21;

  private static final List<Row> ROWS = new ArrayList<>();

  private Semantics() {}

  static {
    hashMap();
    linkedHashMap();
    hashSets();
    TreeRows.list();
    WeakRows.list();
    IdentityRows.list();
    EnumRows.list();
    HashtableRows.list();
  }

  private static void hashMap() {
    String map = "java.util.HashMap";
    add(map, READ, KEY, "get", "containsKey", "getOrDefault");
    add(map, READ, KEY, "containsValue");
    add(map, WRITE, ANYBODY, "put", "merge", "readObject");
    add(map, PUT_ALL, ANYBODY, "putMapEntries");
    add(map, CONDITIONAL, KEY, "putIfAbsent");
    add(map, CONDITIONAL, ANYBODY, "remove", "replace", "replaceAll");
    add(map, CONDITIONAL, FUNCTION, "computeIfAbsent", "computeIfPresent", "compute");
    add(map, CLEAR, NOBODY, "clear");
    add(map, ITERATION, ANYBODY, "forEach", "internalWriteEntries");
    add(map, ITERATION, NOBODY, "keysToArray", "valuesToArray");
    add(map, CLONE, ANYBODY, "clone");
    add(map, DELEGATES, NOBODY, "putAll", "equals", "hashCode", "toString");
    add(map, UNWATCHED, NOBODY, "size", "isEmpty", "keySet", "values", "entrySet");
    since(19, map, UNWATCHED, NOBODY, "newHashMap");
    add(map + "$Node", WRITE, NOBODY, "setValue");
    add(map + "$Node", UNWATCHED, NOBODY, "getKey", "getValue", "toString", "hashCode", "equals");
    for (String view : List.of("KeySet", "Values", "EntrySet")) {
      String nested = map + "$" + view;
      add(nested, ITERATION, ANYBODY, "forEach");
      add(nested, DELEGATES, NOBODY, "clear", "iterator", "spliterator", "toArray");
      add(nested, UNWATCHED, NOBODY, "size");
    }
    add(map + "$KeySet", CONDITIONAL, KEY, "remove");
    add(map + "$KeySet", DELEGATES, NOBODY, "contains");
    add(map + "$Values", DELEGATES, NOBODY, "contains");
    add(map + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(map + "$EntrySet", READ, ANYBODY, "contains");
    add(map + "$HashIterator", ITERATION, NOBODY, "nextNode");
    add(map + "$HashIterator", CONDITIONAL, ANYBODY, "remove");
    add(map + "$HashIterator", UNWATCHED, NOBODY, "hasNext");
    for (String view : List.of("Key", "Value", "Entry")) {
      String spliterator = map + "$" + view + "Spliterator";
      add(spliterator, ITERATION, ANYBODY, "forEachRemaining", "tryAdvance");
      add(spliterator, UNWATCHED, NOBODY, "trySplit", "characteristics");
      add(map + "$" + view + "Iterator", DELEGATES, NOBODY, "next");
    }
    add(map + "$HashMapSpliterator", UNWATCHED, NOBODY, "estimateSize");
  }

  private static void linkedHashMap() {
    String map = "java.util.LinkedHashMap";
    add(map, CONDITIONAL, KEY, "get", "getOrDefault");
    add(map, READ, KEY, "containsValue");
    add(map, CLEAR, NOBODY, "clear");
    add(map, ITERATION, ANYBODY, "forEach", "internalWriteEntries");
    add(map, ITERATION, NOBODY, "keysToArray", "valuesToArray");
    add(map, CONDITIONAL, ANYBODY, "replaceAll");
    since(SEQUENCED, map, WRITE, ANYBODY, "putFirst", "putLast");
    since(SEQUENCED, map, UNWATCHED, NOBODY, "sequencedKeySet", "sequencedValues");
    since(SEQUENCED, map, UNWATCHED, NOBODY, "sequencedEntrySet", "reversed");
    since(19, map, UNWATCHED, NOBODY, "newLinkedHashMap");
    since(SEQUENCED, map, DELEGATES, NOBODY, "firstEntry", "lastEntry");
    since(SEQUENCED, map, DELEGATES, NOBODY, "pollFirstEntry", "pollLastEntry");
    add(map, UNWATCHED, NOBODY, "keySet", "values", "entrySet");
    for (String view : List.of("LinkedKeySet", "LinkedValues", "LinkedEntrySet")) {
      String nested = map + "$" + view;
      add(nested, ITERATION, ANYBODY, "forEach");
      add(nested, DELEGATES, NOBODY, "clear", "iterator", "spliterator", "toArray");
      add(nested, UNWATCHED, NOBODY, "size");
      since(SEQUENCED, nested, READ, NOBODY, "getFirst", "getLast");
      since(SEQUENCED, nested, CONDITIONAL, ANYBODY, "removeFirst", "removeLast");
      since(SEQUENCED, nested, UNWATCHED, NOBODY, "addFirst", "addLast", "reversed");
    }
    add(map + "$LinkedKeySet", CONDITIONAL, KEY, "remove");
    add(map + "$LinkedKeySet", DELEGATES, NOBODY, "contains");
    add(map + "$LinkedValues", DELEGATES, NOBODY, "contains");
    add(map + "$LinkedEntrySet", CONDITIONAL, ANYBODY, "remove");
    add(map + "$LinkedEntrySet", READ, ANYBODY, "contains");
    add(map + "$LinkedHashIterator", ITERATION, NOBODY, "nextNode");
    add(map + "$LinkedHashIterator", CONDITIONAL, ANYBODY, "remove");
    add(map + "$LinkedHashIterator", UNWATCHED, NOBODY, "hasNext");
    for (String view : List.of("Key", "Value", "Entry")) {
      add(map + "$Linked" + view + "Iterator", DELEGATES, NOBODY, "next");
    }
    String reversed = map + "$ReversedLinkedHashMapView";
    since(SEQUENCED, reversed, ITERATION, ANYBODY, "forEach");
    since(SEQUENCED, reversed, CONDITIONAL, ANYBODY, "replaceAll");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "get", "getOrDefault", "containsKey");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "containsValue", "put", "putAll", "putIfAbsent");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "putFirst", "putLast", "merge", "compute");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "computeIfAbsent", "computeIfPresent");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "remove", "replace", "clear", "firstEntry");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "lastEntry", "pollFirstEntry", "pollLastEntry");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "equals", "hashCode", "toString");
    since(SEQUENCED, reversed, UNWATCHED, NOBODY, "size", "isEmpty", "keySet", "values");
    since(SEQUENCED, reversed, UNWATCHED, NOBODY, "entrySet", "reversed");
  }

  private static void hashSets() {
    String set = "java.util.HashSet";
    add(set, DELEGATES, NOBODY, "add", "remove", "contains", "clear", "clone", "iterator");
    add(set, DELEGATES, NOBODY, "spliterator", "toArray");
    add(set, UNWATCHED, NOBODY, "size", "isEmpty");
    since(19, set, UNWATCHED, NOBODY, "newHashSet");
    String linked = "java.util.LinkedHashSet";
    add(linked, DELEGATES, NOBODY, "spliterator");
    since(19, linked, UNWATCHED, NOBODY, "newLinkedHashSet");
    since(SEQUENCED, linked, DELEGATES, NOBODY, "addFirst", "addLast", "getFirst", "getLast");
    since(SEQUENCED, linked, DELEGATES, NOBODY, "removeFirst", "removeLast", "reversed");
    String reversed = linked + "$1ReverseLinkedHashSetView";
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "add", "addFirst", "addLast", "getFirst");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "getLast", "removeFirst", "removeLast");
    since(SEQUENCED, reversed, DELEGATES, NOBODY, "iterator", "toArray", "toString");
    since(SEQUENCED, reversed, UNWATCHED, NOBODY, "size", "reversed");
  }

  static void add(String className, Meaning meaning, int witness, String... methods) {
    since(0, className, meaning, witness, methods);
  }

  static void since(int since, String className, Meaning meaning, int witness, String... methods) {
    for (String method : methods) {
      ROWS.add(new Row(className, method, meaning, witness, since));
    }
  }

  /** All rows, in the order of the table. */
  public static List<Row> rows() {
    return List.copyOf(ROWS);
  }

  /** Whether a map or a list may bear a tag of who stands in this method. */
  public static boolean mayTag(String className, String method) {
    if (!className.startsWith("java.util.")) {
      return false;
    }
    Row map = find(className, method);
    Row row = map == null ? ListRows.find(className, method) : map;
    return row != null && row.meaning().needsHandler();
  }

  /** The row of a method, or {@code null}. */
  public static @Nullable Row find(String className, String method) {
    int number = number(className, method);
    return number < 0 ? null : ROWS.get(number);
  }

  /** The place of a method in {@link #rows}; -1 where it has none. */
  public static int number(String className, String method) {
    for (int i = 0; i < ROWS.size(); i++) {
      Row row = ROWS.get(i);
      if (row.className().equals(className) && row.method().equals(method)) {
        return i;
      }
    }
    return -1;
  }
}
