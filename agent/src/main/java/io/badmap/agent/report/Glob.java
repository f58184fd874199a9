package io.badmap.agent.report;

/**
 * A pattern for names: {@code *} stands for any run of characters, dots included, {@code ?} for one
 * character. Linear backtracking, no recursion, no allocation, so it may run inside {@code met}.
 */
public record Glob(String pattern) {
  /** Whether all of {@code text} fits. */
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
