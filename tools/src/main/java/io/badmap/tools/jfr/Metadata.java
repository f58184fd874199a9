package io.badmap.tools.jfr;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of a chunk: a tree of elements with attributes, all of them strings. */
final class Metadata {
  private final Map<Long, TypeInfo> byId = new HashMap<>();
  private final Map<String, Long> ids = new HashMap<>();

  private Metadata() {}

  private record Element(String name, Map<String, String> attributes, List<Element> children) {
    String attribute(String key) {
      return attributes.getOrDefault(key, "");
    }
  }

  /**
   * Reads a metadata event.
   *
   * @throws IndexOutOfBoundsException if it is cut off or not of the known form
   */
  static Metadata read(Bytes bytes, int at) {
    bytes.to(at);
    // Size, type, start, duration and the number of the metadata.
    for (int i = 0; i < 5; i++) bytes.skipNumber();
    String[] strings = new String[bytes.count()];
    Symbols symbols = new Symbols();
    for (int i = 0; i < strings.length; i++) {
      strings[i] = symbols.text(symbols.read(bytes.get(), bytes));
    }
    Metadata metadata = new Metadata();
    List<Element> classes = new ArrayList<>();
    collect(element(bytes, strings), classes);
    for (Element type : classes) metadata.declare(type);
    for (Element type : classes) metadata.define(type);
    return metadata;
  }

  private static Element element(Bytes bytes, String[] strings) {
    String name = strings[bytes.count()];
    Map<String, String> attributes = new HashMap<>();
    for (int i = bytes.count(); i > 0; i--) {
      String key = strings[bytes.count()];
      attributes.put(key, strings[bytes.count()]);
    }
    List<Element> children = new ArrayList<>();
    for (int i = bytes.count(); i > 0; i--) children.add(element(bytes, strings));
    return new Element(name, attributes, children);
  }

  private static void collect(Element element, List<Element> classes) {
    if (element.name().equals("class")) {
      classes.add(element);
      return;
    }
    for (Element child : element.children()) collect(child, classes);
  }

  private void declare(Element type) {
    long id = Long.parseLong(type.attribute("id"));
    byId.put(id, new TypeInfo(type.attribute("name")));
    ids.put(type.attribute("name"), id);
  }

  private void define(Element type) {
    TypeInfo info = byId.get(Long.parseLong(type.attribute("id")));
    if (info == null) return;
    for (Element child : type.children()) {
      if (!child.name().equals("field")) continue;
      TypeInfo of = byId.get(Long.parseLong(child.attribute("class")));
      if (of == null) throw new IndexOutOfBoundsException("a field of an unknown class");
      info.fields()
          .add(
              new FieldInfo(
                  child.attribute("name"),
                  of,
                  child.attribute("constantPool").equals("true"),
                  child.attribute("dimension").equals("1")));
    }
  }

  @Nullable TypeInfo type(long id) {
    return byId.get(id);
  }

  /** The number of a type, or -1. */
  long id(String name) {
    return ids.getOrDefault(name, -1L);
  }
}
