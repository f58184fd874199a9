package io.badmap.agent.weave;

import java.util.List;

/**
 * Classes that share one word of one root class.
 *
 * @param guard internal name of the class of hooks
 * @param roots internal names under which the JDK's code may name the field {@code modCount}
 * @param classes binary names of all classes that are rewritten; those a JDK has not are left out
 */
record Family(String guard, List<String> roots, List<String> classes) {
  static final Family HASH =
      new Family(
          "io/badmap/guard/HashMapGuard",
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
}
