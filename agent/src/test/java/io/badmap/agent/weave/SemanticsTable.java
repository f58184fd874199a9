package io.badmap.agent.weave;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints {@link Semantics} as the page {@code docs/semantics.md}. */
public final class SemanticsTable {
  private static final List<Integer> JDKS = List.of(17, 21, 25);

  private static final String HEAD =
      """
      # What each method means

      Generated, and compared with the agent's table by a test. To make it anew, from the root of the project:

          mvn -q -DskipTests package
          java -cp agent/target/classes:agent/target/test-classes io.badmap.agent.weave.SemanticsTable > docs/semantics.md

      All overloads of a method mean the same. `-` stands where that JDK does not have the method. Classes with a `$`
      are views, iterators and spliterators; private methods stand here where several public ones run through them.
      A subclass of yours has the meaning of what it inherits. `LinkedHashMap.get` and `getOrDefault` move the entry, and
      so write, in access order only. A view, a sub-map or a wrapper of `java.util.Collections` is watched as the map
      inside it, and `newSetFromMap` too. `WeakHashMap.expungeStaleEntries` runs inside nearly every method of that class.

      Some walks are not watched. `hasNext` of the iterators of `IdentityHashMap`, `EnumMap`, `WeakHashMap` and `Hashtable`
      goes on to the next entry, and `iterator` of the views of `HashMap` and `TreeMap` to the first one; the `next` that follows is
      checked.

      A few methods look into another map or list of their own class, their argument, past its methods: the copy constructors
      (`<init>`), `putAll` and `equals` of an `EnumMap`, `equals` of an `IdentityHashMap` and of an `ArrayList`. Each is a read of
      that other one too, checked at entry and exit; the hunt and `events` do not know of it. From JDK 26 on `addAll` of an
      `ArrayList` does so where it is given an `ArrayList`, from JDK 27 on `putAll` and the copy constructors of the `HashMap`
      family where they are given a `HashMap`; older JDKs walk over those by their own methods.

      The methods of a `Hashtable` take its own lock; its iterators and enumerations do not, so their steps are what is
      watched. Writes there are those that change the structure: a value that is replaced meanwhile is nothing that the
      documentation forbids. `next` goes on to `nextElement`. `Properties` keeps its mappings in a `ConcurrentHashMap`, and
      is not watched.

      Lists and queues, the last part of this page, are watched where `watch=maps,lists,queues` asks for it: see
      [lists.md](lists.md).

      | meaning | how it is checked |
      |---|---|
      | read | at entry no write may be under way; at exit none may have come or gone |
      | iteration | like a read, at each step |
      | read, at entry | no write may be under way: a single load, during which hardly any comes and goes |
      | iteration, at entry | the same, at each step; what then touches the entries may be a step of its own |
      | clone | like a read |
      | write | tagged from entry to exit; meets whoever is inside or comes in |
      | conditional write | a read until its first change, a write from there on |
      | write, if not empty | a write; nothing on an empty map |
      | write, if there is anything to put | a write from where it begins; nothing where an empty map is given |
      | write, if it removes something | a write from where it finds an entry whose key is gone; told, but not stopped |
      | write, under its own lock | tagged inside that lock alone, once it has found what to change |
      | through other methods | calls methods of this table, which are checked |
      | not watched | not at all; most of these touch a single field, or only make a view |
      """;

  private SemanticsTable() {}

  /** Prints the page on standard output. */
  public static void main(String[] args) {
    System.out.print(page());
  }

  /** The page, lines ended by {@code \n}. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, List<Row>> rows : byClass().entrySet()) {
      page.append("\n## ").append(rows.getKey()).append("\n\n| method |");
      JDKS.forEach(jdk -> page.append(" JDK ").append(jdk).append(" |"));
      page.append("\n|---|").append("---|".repeat(JDKS.size())).append('\n');
      rows.getValue().forEach(row -> page.append(line(row)));
    }
    return page.toString();
  }

  private static Map<String, List<Row>> byClass() {
    return Stream.concat(Semantics.rows().stream(), ListRows.rows().stream())
        .collect(Collectors.groupingBy(Row::className, LinkedHashMap::new, Collectors.toList()));
  }

  private static String line(Row row) {
    String cells =
        JDKS.stream()
            .map(jdk -> row.since() <= jdk ? row.meaning().label() : "-")
            .collect(Collectors.joining(" | "));
    return "| `" + row.method() + "` | " + cells + " |\n";
  }
}
