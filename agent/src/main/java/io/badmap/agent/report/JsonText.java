package io.badmap.agent.report;

import org.jspecify.annotations.Nullable;

/**
 * Builds one JSON text (RFC 8259) on one line. Control characters, the two Unicode line separators
 * and surrogates without a partner are escaped, so that the text is valid in UTF-8 and stays one
 * line whatever reads it.
 */
public final class JsonText {
  private final StringBuilder text = new StringBuilder(1024);
  private boolean first = true;

  /** One string, in its quotes. */
  public static String quoted(String raw) {
    JsonText text = new JsonText();
    text.appendString(raw);
    return text.text.toString();
  }

  JsonText open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  JsonText close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  JsonText key(String name) {
    separate();
    appendString(name);
    text.append(':');
    first = true;
    return this;
  }

  JsonText value(@Nullable String value) {
    separate();
    if (value == null) {
      text.append("null");
    } else {
      appendString(value);
    }
    return this;
  }

  JsonText value(long value) {
    separate();
    text.append(value);
    return this;
  }

  JsonText value(boolean value) {
    separate();
    text.append(value);
    return this;
  }

  /** The text so far, with a line end. */
  String line() {
    return text.append('\n').toString();
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void appendString(String raw) {
    text.append('"');
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029') {
        appendEscape(text, c);
      } else if (!Character.isSurrogate(c)) {
        text.append(c);
      } else if (isPair(raw, i)) {
        text.append(c).append(raw.charAt(++i));
      } else {
        appendEscape(text, c);
      }
    }
    text.append('"');
  }

  private static boolean isPair(String raw, int i) {
    return i + 1 < raw.length() && Character.isSurrogatePair(raw.charAt(i), raw.charAt(i + 1));
  }

  /** A backslash, {@code u} and four hexadecimal digits. */
  static void appendEscape(StringBuilder text, char c) {
    text.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(Character.forDigit(c >> shift & 15, 16));
    }
  }
}
