package io.badmap.demo;

import java.util.Collection;
import java.util.Comparator;

/** Finds what a mistyped word was meant to be, by Levenshtein's distance. */
final class Nearest {
  private Nearest() {}

  /**
   * The candidate with the fewest edits from {@code word}; the first of several.
   *
   * @throws java.util.NoSuchElementException if there is no candidate
   */
  static String to(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .orElseThrow();
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
