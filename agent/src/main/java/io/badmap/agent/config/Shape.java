package io.badmap.agent.config;

import java.util.List;

/** What the value of a key is made of. */
sealed interface Shape {
  /** A text of a kind. */
  record Text(Kind kind) implements Shape {}

  /** One of a few words. */
  record Words(List<String> words) implements Shape {
    Words(String... words) {
      this(List.of(words));
    }
  }

  /** What the option of the same name takes. */
  record OptionValue() implements Shape {}

  /** A text of a kind, or a list of them. */
  record Texts(Kind kind) implements Shape {}

  /** Free names, each with a text of a kind. */
  record Pairs(Kind kind) implements Shape {}

  /** Keys of its own. */
  record Section(List<Key> keys) implements Shape {
    Section(Key... keys) {
      this(List.of(keys));
    }
  }

  /** A list of the same section. */
  record Many(Section each) implements Shape {}

  /**
   * One key.
   *
   * @param name as written in front of the colon
   * @param shape what its value is made of
   * @param required whether it must be there where its section is
   * @param defaultValue the value where nobody sets one; empty for none
   * @param description what it does, in one sentence
   */
  record Key(String name, Shape shape, boolean required, String defaultValue, String description) {}
}
