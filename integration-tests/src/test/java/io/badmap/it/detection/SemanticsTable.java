package io.badmap.it.detection;

import io.badmap.it.Project;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table of the agent, read out of the jar under test. */
public final class SemanticsTable {
  /**
   * One row.
   *
   * @param className binary name
   * @param method name
   * @param meaning the name of the constant
   * @param since the first feature release that has it
   */
  public record Entry(String className, String method, String meaning, int since) {}

  private SemanticsTable() {}

  /** Every row about maps. */
  public static List<Entry> entries() {
    return entries("Semantics");
  }

  /** Every row about lists and queues. */
  public static List<Entry> listEntries() {
    return entries("ListRows");
  }

  private static List<Entry> entries(String name) {
    try (URLClassLoader loader = loader()) {
      Class<?> table = loader.loadClass("io.badmap.agent.weave." + name);
      List<Entry> entries = new ArrayList<>();
      for (Object row : (List<?>) table.getMethod("rows").invoke(null)) {
        entries.add(
            new Entry(
                (String) value(row, "className"),
                (String) value(row, "method"),
                ((Enum<?>) value(row, "meaning")).name(),
                (Integer) value(row, "since")));
      }
      return entries;
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the table cannot be read out of the jar", e);
    }
  }

  /** The hooked methods that a JDK has, as {@code class.method}. */
  public static List<String> hooked(int feature) {
    return entries().stream()
        .filter(entry -> entry.since() <= feature)
        .filter(
            entry -> !entry.meaning().equals("DELEGATES") && !entry.meaning().equals("UNWATCHED"))
        .map(entry -> entry.className() + "." + entry.method())
        .toList();
  }

  /** The binary names of the classes that are rewritten, on any JDK. */
  public static List<String> rewritten() {
    List<String> names = new ArrayList<>();
    for (Object family : families()) {
      names.addAll(list(family, "classes"));
    }
    return names;
  }

  /** The internal names of the classes that have a word of their own, or inherit it. */
  public static List<String> roots() {
    List<String> names = new ArrayList<>();
    for (Object family : families()) {
      names.addAll(list(family, "roots"));
    }
    return names;
  }

  /** By the internal name of a list or queue, the field that is its word. */
  public static Map<String, String> listWords() {
    Map<String, String> words = new HashMap<>();
    for (Object family : families("ListFamilies")) {
      try {
        words.put(list(family, "roots").get(0), (String) value(family, "word"));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a family has no word", e);
      }
    }
    return words;
  }

  /** The binary names of the classes of lists and queues that are rewritten. */
  public static List<String> rewrittenLists() {
    List<String> names = new ArrayList<>();
    for (Object family : families("ListFamilies")) {
      names.addAll(list(family, "classes"));
    }
    return names;
  }

  private static List<?> families() {
    return families("Family");
  }

  private static List<?> families(String name) {
    try (URLClassLoader loader = loader()) {
      Field all = loader.loadClass("io.badmap.agent.weave." + name).getDeclaredField("ALL");
      all.setAccessible(true);
      return (List<?>) all.get(null);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("the families cannot be read out of the jar", e);
    }
  }

  private static List<String> list(Object family, String name) {
    try {
      return ((List<?>) value(family, name)).stream().map(Object::toString).toList();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a family has no " + name, e);
    }
  }

  private static URLClassLoader loader() throws IOException {
    URL inside = URI.create("jar:" + Project.badmapJar().toUri() + "!/").toURL();
    return new URLClassLoader(new URL[] {inside}, ClassLoader.getPlatformClassLoader());
  }

  private static Object value(Object row, String name) throws ReflectiveOperationException {
    Method accessor = row.getClass().getDeclaredMethod(name);
    accessor.setAccessible(true);
    return accessor.invoke(row);
  }
}
