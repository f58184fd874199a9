package io.badmap.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classes that share one word of one root class.
 *
 * @param guard internal name of the class of hooks
 * @param offset internal name of the class whose constant {@code WORD} each hook is given, the
 *     place of the word; {@code null} where the hooks know it
 * @param word the field that is the word
 * @param roots internal names under which the JDK's code may name that field
 * @param classes binary names of all classes that are rewritten; those a JDK has not are left out
 */
public record Family(
    String guard, @Nullable String offset, String word, List<String> roots, List<String> classes) {
  private static final String WORD_GUARD = "io/badmap/guard/WordGuard";

  public static final Family HASH =
      new Family(
          "io/badmap/guard/HashMapGuard",
          null,
          "modCount",
          List.of("java/util/HashMap", "java/util/LinkedHashMap"),
          List.of(
              "java.util.HashMap$Node",
              "java.util.HashMap$HashIterator",
              "java.util.HashMap$KeySet",
              "java.util.HashMap$Values",
              "java.util.HashMap$EntrySet",
              "java.util.HashMap$HashMapSpliterator",
              "java.util.HashMap$KeySpliterator",
              "java.util.HashMap$ValueSpliterator",
              "java.util.HashMap$EntrySpliterator",
              "java.util.LinkedHashMap$LinkedHashIterator",
              "java.util.LinkedHashMap$LinkedKeySet",
              "java.util.LinkedHashMap$LinkedValues",
              "java.util.LinkedHashMap$LinkedEntrySet",
              "java.util.LinkedHashMap$ReversedLinkedHashMapView",
              "java.util.HashMap",
              "java.util.LinkedHashMap"));

  static final Family TREE =
      new Family(
          WORD_GUARD,
          "io/badmap/guard/Roots$Tree",
          "modCount",
          List.of("java/util/TreeMap"),
          List.of(
              "java.util.TreeMap$Entry",
              "java.util.TreeMap$EntrySet",
              "java.util.TreeMap$Values",
              "java.util.TreeMap$PrivateEntryIterator",
              "java.util.TreeMap$DescendingKeyIterator",
              "java.util.TreeMap$NavigableSubMap",
              "java.util.TreeMap$NavigableSubMap$EntrySetView",
              "java.util.TreeMap$NavigableSubMap$SubMapIterator",
              "java.util.TreeMap$AscendingSubMap$AscendingEntrySetView",
              "java.util.TreeMap$DescendingSubMap$DescendingEntrySetView",
              "java.util.TreeMap$TreeMapSpliterator",
              "java.util.TreeMap$KeySpliterator",
              "java.util.TreeMap$DescendingKeySpliterator",
              "java.util.TreeMap$ValueSpliterator",
              "java.util.TreeMap$EntrySpliterator",
              "java.util.TreeMap"));

  static final Family WEAK =
      new Family(
          WORD_GUARD,
          "io/badmap/guard/Roots$Weak",
          "modCount",
          List.of("java/util/WeakHashMap"),
          List.of(
              "java.util.WeakHashMap$Entry",
              "java.util.WeakHashMap$EntrySet",
              "java.util.WeakHashMap$HashIterator",
              "java.util.WeakHashMap$WeakHashMapSpliterator",
              "java.util.WeakHashMap$KeySpliterator",
              "java.util.WeakHashMap$ValueSpliterator",
              "java.util.WeakHashMap$EntrySpliterator",
              "java.util.WeakHashMap"));

  static final Family IDENTITY =
      new Family(
          WORD_GUARD,
          "io/badmap/guard/Roots$Identity",
          "modCount",
          List.of("java/util/IdentityHashMap"),
          List.of(
              "java.util.IdentityHashMap$KeySet",
              "java.util.IdentityHashMap$Values",
              "java.util.IdentityHashMap$EntrySet",
              "java.util.IdentityHashMap$IdentityHashMapIterator",
              "java.util.IdentityHashMap$EntryIterator$Entry",
              "java.util.IdentityHashMap$IdentityHashMapSpliterator",
              "java.util.IdentityHashMap$KeySpliterator",
              "java.util.IdentityHashMap$ValueSpliterator",
              "java.util.IdentityHashMap$EntrySpliterator",
              "java.util.IdentityHashMap"));

  static final Family ENUM =
      new Family(
          WORD_GUARD,
          "io/badmap/guard/Roots$Constants",
          "size",
          List.of("java/util/EnumMap"),
          List.of(
              "java.util.EnumMap$KeySet",
              "java.util.EnumMap$Values",
              "java.util.EnumMap$EntrySet",
              "java.util.EnumMap$EnumMapIterator",
              "java.util.EnumMap$KeyIterator",
              "java.util.EnumMap$ValueIterator",
              "java.util.EnumMap$EntryIterator",
              "java.util.EnumMap$EntryIterator$Entry",
              "java.util.EnumMap"));

  /** Its entries do not know their table, and nobody asks whose they are: see HashtableRows. */
  static final Family HASHTABLE =
      new Family(
          WORD_GUARD,
          "io/badmap/guard/Roots$Table",
          "modCount",
          List.of("java/util/Hashtable"),
          List.of(
              "java.util.Hashtable$EntrySet",
              "java.util.Hashtable$Enumerator",
              "java.util.Hashtable"));

  static final List<Family> ALL = List.of(HASH, TREE, WEAK, IDENTITY, ENUM, HASHTABLE);

  // By identity: the equals that a record comes with is linked at its first call, which takes
  // longer than all weaving.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** Whether its word is a size or an index, whose every bit may count. */
  boolean isList() {
    return guard.equals("io/badmap/guard/ListGuard");
  }

  /** Whether {@code setValue} of its entries is hooked, or is none of a write. */
  boolean watchesEntries() {
    return this != HASHTABLE;
  }

  /** Whether its operations are recorded as events where that is asked for. */
  boolean isRecorded() {
    return !isList() && this != HASHTABLE;
  }

  /** The field that is 0 in an empty map. */
  String sizeField() {
    return this == HASHTABLE ? "count" : "size";
  }

  /** Its part of the table, or more. */
  List<Row> rows() {
    return isList() ? ListRows.rows() : Semantics.rows();
  }

  /** The binary name of the class whose loading brings the others. */
  String root() {
    return roots.get(0).replace('/', '.');
  }

  /**
   * Loads what a woven class calls: not at its first operation, perhaps near the end of a stack.
   */
  void loadHooks() throws ClassNotFoundException {
    Class.forName(guard.replace('/', '.'), true, null);
    if (offset != null) {
      Class.forName(offset.replace('/', '.'), true, null);
    }
  }

  /** The family that rewrites a class, or {@code null}. */
  static @Nullable Family of(String className) {
    for (Family family : ALL) {
      if (family.classes.contains(className)) {
        return family;
      }
    }
    return null;
  }
}
