package io.badmap.agent.events;

import java.util.Locale;

/** What is told as events of the JDK's flight recorder. */
public enum Mode {
  /** Nothing. */
  OFF,
  /** Misuses, where a recording runs. */
  MISUSE,
  /** Every operation of the maps that {@code sample} chooses. */
  SAMPLED,
  /** Every operation of every map. */
  ALL;

  /** The mode of a word that the option {@code events} takes. */
  public static Mode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  boolean recordsOperations() {
    return this == SAMPLED || this == ALL;
  }
}
