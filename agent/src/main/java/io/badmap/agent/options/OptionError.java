package io.badmap.agent.options;

import org.jspecify.annotations.Nullable;

/**
 * An option that could not be understood.
 *
 * @param problem what is wrong, as in {@code unknown option 'acton'}
 * @param place where it stood, as in {@code agent argument, position 17} (counted from 1)
 * @param nearest the nearest valid key or value; {@code null} where none comes near
 * @param valid what would have been valid
 */
public record OptionError(String problem, String place, @Nullable String nearest, String valid) {
  /** The error in one line, without a prefix and without a line end. */
  public String line() {
    StringBuilder line = new StringBuilder(problem);
    line.append(" (").append(place).append(')');
    if (nearest != null) {
      line.append(", nearest is '").append(nearest).append('\'');
    }
    return line.append("; valid: ").append(valid).toString();
  }

  /** {@code text} in quotes, fit for one line: control characters escaped, long text cut. */
  public static String quoted(String text) {
    int shown = Math.min(text.length(), MAX_QUOTED);
    StringBuilder out = new StringBuilder(shown + 2).append('\'');
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      if (breaksLine(c)) {
        out.append("\\u").append(Character.forDigit(c >> 12, 16));
        out.append(Character.forDigit(c >> 8 & 15, 16));
        out.append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.append(shown < text.length() ? "..." : "").append('\'').toString();
  }

  /**
   * What is to be an address, quoted, without what may be secret in it: user and password, query
   * and fragment.
   */
  public static String quotedAddress(String text) {
    return quoted(withoutSecrets(text));
  }

  /** The same without quotes: each secret part is three dots. */
  public static String withoutSecrets(String address) {
    int scheme = 0;
    while (scheme < address.length() && Character.isLetter(address.charAt(scheme))) {
      scheme++;
    }
    int host = address.startsWith("://", scheme) ? scheme + 3 : 0;
    int user = address.lastIndexOf('@');
    int end = host;
    while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
      end++;
    }
    if (user > end) {
      // A password with a question mark, or a query with an at sign: who knows?
      return address.substring(0, host) + "...";
    }
    String shown = address.substring(0, host);
    if (user >= host) {
      shown += "...";
    }
    shown += address.substring(Math.max(user, host), end);
    return end < address.length() ? shown + address.charAt(end) + "..." : shown;
  }

  private static final int MAX_QUOTED = 80;

  private static boolean breaksLine(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c);
  }
}
