package io.badmap.agent.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses JSON by the letter of RFC 8259 and refuses everything else. */
final class StrictJson {
  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** Maps, lists, strings, longs, booleans and null. */
  static Object parse(String text) {
    StrictJson json = new StrictJson(text);
    Object value = json.value();
    if (json.at != text.length()) {
      throw json.bad("text after the value");
    }
    return value;
  }

  private Object value() {
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      String key = string();
      expect(':');
      if (object.containsKey(key)) {
        throw bad("twice: " + key);
      }
      object.put(key, value());
      if (peek() == '}') {
        at++;
        return object;
      }
      expect(',');
    }
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    expect('[');
    if (peek() == ']') {
      at++;
      return array;
    }
    while (true) {
      array.add(value());
      if (peek() == ']') {
        at++;
        return array;
      }
      expect(',');
    }
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    expect('"');
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        throw bad("raw control character");
      }
      if (c != '\\') {
        value.append(c);
        continue;
      }
      char escape = peek();
      at++;
      if (escape == 'u') {
        value.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
        at += 4;
      } else if (escape == '"' || escape == '\\') {
        value.append(escape);
      } else {
        throw bad("escape");
      }
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw bad("word");
    }
    at += word.length();
    return value;
  }

  private Long number() {
    int start = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)")) {
      throw bad("number");
    }
    return Long.valueOf(digits);
  }

  private char peek() {
    if (at >= text.length()) {
      throw bad("end");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw bad("not " + c);
    }
    at++;
  }

  private IllegalArgumentException bad(String why) {
    return new IllegalArgumentException(why + " at " + at + " in " + text);
  }
}
