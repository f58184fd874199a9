package io.badmap.agent.weave;

import static io.badmap.agent.weave.Meaning.CLEAR;
import static io.badmap.agent.weave.Meaning.CONDITIONAL;
import static io.badmap.agent.weave.Meaning.DELEGATES;
import static io.badmap.agent.weave.Meaning.ITERATION;
import static io.badmap.agent.weave.Meaning.LOCKED;
import static io.badmap.agent.weave.Meaning.STEP;
import static io.badmap.agent.weave.Meaning.UNWATCHED;
import static io.badmap.agent.weave.Meaning.WRITE;
import static io.badmap.agent.weave.Semantics.ANYBODY;
import static io.badmap.agent.weave.Semantics.NOBODY;
import static io.badmap.agent.weave.Semantics.add;

/**
 * The part of the table about {@code Hashtable}. Its methods take the lock of the table, its views
 * are synchronized wrappers; only its iterators and enumerations take none.
 *
 * <p>So the steps of these are what is watched, and as writes only what they can meet: that which
 * changes the structure. The documentation calls an enumeration undefined, and lets an iterator
 * fail, where the table is <i>structurally</i> modified meanwhile. A value that is replaced under
 * the lock is nothing that it forbids, and {@code setValue} of an entry has no way to its table.
 * Look-ups meet nobody and pay nothing.
 *
 * <p>{@code rehash}, which a subclass may call without the lock, makes the table larger. {@code
 * next} looks at the count before it goes on to {@code nextElement}: what it finds there at its
 * entry is told before that look becomes a ConcurrentModificationException. {@code remove} of an
 * iterator takes the lock only inside, and has to give its tag back inside, too.
 *
 * <p>A {@code Properties} keeps its mappings in a {@code ConcurrentHashMap}, and overrides all of
 * this. What is being deserialized is nobody else's yet.
 */
final class HashtableRows {
  private static final String MAP = "java.util.Hashtable";

  private HashtableRows() {}

  static void list() {
    add(MAP, CONDITIONAL, ANYBODY, "put", "putIfAbsent", "remove", "merge");
    add(MAP, CONDITIONAL, ANYBODY, "compute", "computeIfAbsent", "computeIfPresent");
    add(MAP, CLEAR, NOBODY, "clear");
    add(MAP, WRITE, NOBODY, "rehash");
    add(MAP, DELEGATES, NOBODY, "putAll", "equals", "toString");
    add(MAP, UNWATCHED, NOBODY, "get", "getOrDefault", "contains", "containsKey", "containsValue");
    add(MAP, UNWATCHED, NOBODY, "replace", "replaceAll", "forEach", "hashCode", "clone");
    add(MAP, UNWATCHED, NOBODY, "size", "isEmpty", "keys", "elements");
    add(MAP, UNWATCHED, NOBODY, "keySet", "values", "entrySet");
    add(MAP + "$Entry", UNWATCHED, NOBODY, "getKey", "getValue", "setValue");
    add(MAP + "$Entry", UNWATCHED, NOBODY, "equals", "hashCode", "toString");
    add(MAP + "$KeySet", DELEGATES, NOBODY, "remove", "clear", "iterator");
    add(MAP + "$KeySet", UNWATCHED, NOBODY, "contains", "size");
    add(MAP + "$ValueCollection", DELEGATES, NOBODY, "clear", "iterator");
    add(MAP + "$ValueCollection", UNWATCHED, NOBODY, "contains", "size");
    add(MAP + "$EntrySet", CONDITIONAL, ANYBODY, "remove");
    add(MAP + "$EntrySet", DELEGATES, NOBODY, "clear", "iterator");
    add(MAP + "$EntrySet", UNWATCHED, NOBODY, "add", "contains", "size");
    add(MAP + "$Enumerator", STEP, NOBODY, "next");
    add(MAP + "$Enumerator", ITERATION, NOBODY, "nextElement");
    add(MAP + "$Enumerator", LOCKED, NOBODY, "remove");
    add(MAP + "$Enumerator", UNWATCHED, NOBODY, "hasNext", "hasMoreElements");
  }
}
