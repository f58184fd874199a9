package io.badmap.agent.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one section says, as far as it was understood. Not for use by several threads. */
final class Checked {
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> pairs = new LinkedHashMap<>();
  private final Map<String, Checked> sections = new LinkedHashMap<>();
  private final Map<String, List<Checked>> many = new LinkedHashMap<>();

  void put(String key, String text) {
    texts.put(key, text);
  }

  void put(String key, List<String> list) {
    lists.put(key, List.copyOf(list));
  }

  void put(String key, Map<String, String> map) {
    pairs.put(key, Map.copyOf(map));
  }

  void put(String key, Checked section) {
    sections.put(key, section);
  }

  void putAll(String key, List<Checked> each) {
    many.put(key, List.copyOf(each));
  }

  @Nullable String text(String key) {
    return texts.get(key);
  }

  String text(String key, String otherwise) {
    String text = texts.get(key);
    return text == null ? otherwise : text;
  }

  List<String> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  Map<String, String> pairs(String key) {
    return pairs.getOrDefault(key, Map.of());
  }

  @Nullable Checked section(String key) {
    return sections.get(key);
  }

  List<Checked> many(String key) {
    return many.getOrDefault(key, List.of());
  }

  /** The texts that stand directly in it. */
  Map<String, String> texts() {
    return Map.copyOf(texts);
  }
}
