package io.badmap.junit.watch;

import io.badmap.Glob;
import org.jspecify.annotations.Nullable;

/**
 * A place in the code: {@code com.acme.Cache.put(Cache.java:88)}, {@code com.acme.Cache.put},
 * {@code Cache.put} without the package, {@code Cache.java:88}, each with {@code *} and {@code ?},
 * or {@code unknown} for a side that could not be told.
 */
record SitePattern(Glob whole, Glob withoutPackage) {
  static SitePattern of(String text) {
    return new SitePattern(new Glob(text), new Glob("*." + text));
  }

  boolean matches(@Nullable StackTraceElement frame) {
    if (frame == null) {
      return whole.matches(Sites.UNKNOWN);
    }
    return matches(Sites.site(frame))
        || matches(Sites.method(frame))
        || whole.matches(Sites.place(frame));
  }

  private boolean matches(String text) {
    return whole.matches(text) || withoutPackage.matches(text);
  }

  @Override
  public String toString() {
    return whole.pattern();
  }
}
