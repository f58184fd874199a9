package io.badmap.agent.options;

import java.util.List;
import java.util.Locale;

/**
 * Finds the word that was probably meant: the smallest optimal string alignment distance (Damerau:
 * insertion, deletion, substitution and transposition of neighbours count one each).
 */
public final class Spelling {
  private static final int MAX_LENGTH = 40;

  private Spelling() {}

  /** The nearest of {@code words}, the earlier one where two are equally near. */
  public static String nearest(String typed, List<String> words) {
    String wanted = clip(typed).toLowerCase(Locale.ROOT);
    String best = words.get(0);
    int least = Integer.MAX_VALUE;
    for (String word : words) {
      int distance = distance(wanted, word);
      if (distance < least) {
        least = distance;
        best = word;
      }
    }
    return best;
  }

  private static String clip(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }

  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (swapped(a, i, b, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }

  private static boolean swapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
