package io.badmap.collide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Distinct strings with one {@link String#hashCode}, got by solving for it.
 *
 * <p>{@code s[0]*31^(n-1) + ... + s[n-1]} is a number in base 31 with digits of 16 bits. Two
 * neighbouring characters {@code (a, b)} and {@code (a+1, b-31)} are worth the same, so every
 * choice of one of the two forms at k places gives 2^k strings of one hash code. The last seven
 * characters bring the sum to the wanted code: the missing difference, written in base 31 above a
 * base character, is their digits.
 */
public final class EqualHashStrings {
  /** Digits of base 31 that hold any 32-bit number: 31^7 is more than 2^32. */
  private static final int TAIL = 7;

  /** 'a' to 'a' + 30 is printable. */
  private static final char BASE = 'a';

  private EqualHashStrings() {}

  /**
   * {@code n} distinct strings whose hash code is {@code hashCode}, all of one length.
   *
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public static List<String> of(int n, int hashCode) {
    if (n < 0) throw new IllegalArgumentException("n is " + n);
    int places = n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    List<String> strings = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      StringBuilder s = new StringBuilder();
      for (int place = 0; place < places; place++) {
        s.append((i >>> place & 1) == 0 ? "Aa" : "BB");
      }
      strings.add(s.append(tail(s.toString(), hashCode)).toString());
    }
    return strings;
  }

  /** The seven characters that make the hash code of {@code head + tail} the wanted one. */
  private static String tail(String head, int hashCode) {
    char[] tail = new char[TAIL];
    Arrays.fill(tail, BASE);
    int missing = hashCode - (head + new String(tail)).hashCode();
    long rest = Integer.toUnsignedLong(missing);
    for (int i = TAIL - 1; i >= 0; i--) {
      tail[i] += (char) (rest % 31);
      rest /= 31;
    }
    return new String(tail);
  }
}
