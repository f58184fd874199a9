package io.badmap.tools.analyze;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to look at.
 *
 * @param windowNanos how long before a misuse its window begins
 * @param map part of the name or class of maps, or an id; null for all
 * @param thread part of the name of threads, or an id; null for all
 * @param showKeys whether keys may be told
 */
public record Settings(
    long windowNanos, @Nullable String map, @Nullable String thread, boolean showKeys) {
  /** How long after a misuse its window ends. */
  static final long AFTER_NANOS = 10_000_000;

  boolean wantsMap(long id, String className, String name) {
    return map == null || matches(map, id, className) || matches(map, id, name);
  }

  boolean wantsThread(long id, String name) {
    return thread == null || matches(thread, id, name);
  }

  private static boolean matches(String wanted, long id, String text) {
    return text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
        || wanted.equals(String.valueOf(id));
  }
}
