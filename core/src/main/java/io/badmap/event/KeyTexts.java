package io.badmap.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What keys are, as text, where that was asked for: of classes of the JDK that cannot be extended,
 * so that no code of the application runs, and of its enums, whose names are final.
 */
final class KeyTexts {
  /** A longer text is cut off there. */
  private static final int LONGEST = 64;

  private static volatile boolean wanted;

  private KeyTexts() {}

  static void want(boolean now) {
    wanted = now;
  }

  /** The text of a key; {@code null} where it is not asked for or cannot be told. */
  static @Nullable String of(@Nullable Object key) {
    return wanted ? text(key) : null;
  }

  static @Nullable String text(@Nullable Object key) {
    if (key instanceof String text) {
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST).concat("...");
    }
    if (key instanceof Enum<?> constant) {
      return constant.name();
    }
    return key != null && (Hashes.isPlain(key.getClass()) || key instanceof UUID)
        ? key.toString()
        : null;
  }
}
