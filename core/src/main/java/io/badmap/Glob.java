package io.badmap;

/**
 * A pattern for names: {@code *} stands for any run of characters, dots included, {@code ?} for one
 * character. Linear backtracking, no recursion, no allocation, so it may be asked inside a map
 * operation. Immutable; a plain class, since a record would bring invokedynamic.
 */
public final class Glob {
  private final String pattern;

  /** A pattern; every text is one. */
  public Glob(String pattern) {
    this.pattern = pattern;
  }

  /** As it was written. */
  public String pattern() {
    return pattern;
  }

  /** Whether the whole of {@code text} is as the pattern says. */
  public boolean matches(String text) {
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int t = 0; t < text.length(); ) {
      char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
      if (wanted == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
