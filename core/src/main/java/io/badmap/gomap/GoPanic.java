package io.badmap.gomap;

import org.jspecify.annotations.Nullable;

/**
 * What Go calls a panic: an error of the program, seen by one goroutine alone, which it may recover
 * from. The map is as it was before the operation.
 */
public final class GoPanic extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String words;
  private final transient @Nullable StackTraceElement site;

  private GoPanic(String words, @Nullable StackTraceElement site) {
    super(site == null ? words : words + " at " + site);
    this.words = words;
    this.site = site;
  }

  /** A put into a nil map. */
  static GoPanic nilMap() {
    return new GoPanic("assignment to entry in nil map", CallSite.current());
  }

  /** A key whose type has no equality in Go: a slice, a map, a function. */
  static GoPanic unhashable(Class<?> type) {
    return new GoPanic(
        "runtime error: hash of unhashable type " + type.getTypeName(), CallSite.current());
  }

  /** Go's own words, without the site. */
  public String words() {
    return words;
  }

  /** The frame that called the map; {@code null} after deserialization. */
  public @Nullable StackTraceElement site() {
    return site;
  }
}
