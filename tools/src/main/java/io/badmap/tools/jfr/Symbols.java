package io.badmap.tools.jfr;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for strings, so that a string that comes with each of a million events is made once. A
 * string is looked up by its bytes in the recording. Holds at most {@value #MOST} strings; each one
 * that comes after them is {@value #TOO_MANY}. Not for several threads.
 */
public final class Symbols {
  /** The number of no string. */
  public static final int NULL = 0;

  static final byte ENCODED_NULL = 0;
  static final byte ENCODED_EMPTY = 1;
  static final byte ENCODED_CONSTANT = 2;
  static final byte ENCODED_UTF8 = 3;
  static final byte ENCODED_CHARS = 4;
  static final byte ENCODED_LATIN1 = 5;

  static final int MOST = 500_000;
  static final String TOO_MANY = "(too many names)";

  private final List<String> strings = new ArrayList<>(List.of(""));
  private final Map<String, Integer> numbers = new HashMap<>();
  private byte[][] raw = new byte[1024][];
  private int[] known = new int[1024];
  private int knownSize;

  /** The number of a string. */
  public int of(String string) {
    Integer number = numbers.get(string);
    if (number != null) return number;
    if (strings.size() >= MOST) return numbers.computeIfAbsent(TOO_MANY, this::add);
    int added = add(string);
    numbers.put(string, added);
    return added;
  }

  private int add(String string) {
    strings.add(string);
    return strings.size() - 1;
  }

  /** The string of a number; empty for {@link #NULL}. */
  public String text(int number) {
    return strings.get(number);
  }

  /** Reads a string that lies in the bytes itself; its encoding has been read. */
  int read(byte encoding, Bytes bytes) {
    if (encoding == ENCODED_NULL) return NULL;
    if (encoding == ENCODED_EMPTY) return of("");
    int start = bytes.at();
    int count = bytes.count();
    if (encoding == ENCODED_CHARS) {
      for (int i = 0; i < count; i++) bytes.skipNumber();
    } else {
      bytes.skip(count);
    }
    return lookUp(encoding, bytes, start, bytes.at());
  }

  private int lookUp(byte encoding, Bytes bytes, int from, int to) {
    int hash = encoding;
    for (int i = from; i < to; i++) hash = 31 * hash + bytes.get(i);
    hash ^= hash >>> 15;
    int mask = raw.length - 1;
    int slot = hash & mask;
    while (raw[slot] != null) {
      if (same(raw[slot], encoding, bytes, from, to)) return known[slot];
      slot = (slot + 1) & mask;
    }
    int number = of(decode(encoding, bytes, from));
    if (knownSize < MOST) remember(slot, number, encoding, bytes, from, to);
    return number;
  }

  private static boolean same(byte[] held, byte encoding, Bytes bytes, int from, int to) {
    if (held.length != to - from + 1 || held[0] != encoding) return false;
    for (int i = 1; i < held.length; i++) {
      if (held[i] != bytes.get(from + i - 1)) return false;
    }
    return true;
  }

  private void remember(int slot, int number, byte encoding, Bytes bytes, int from, int to) {
    byte[] held = new byte[to - from + 1];
    for (int i = 1; i < held.length; i++) held[i] = bytes.get(from + i - 1);
    held[0] = encoding;
    raw[slot] = held;
    known[slot] = number;
    if (++knownSize > raw.length / 2) grow();
  }

  private void grow() {
    byte[][] oldRaw = raw;
    int[] oldKnown = known;
    raw = new byte[oldRaw.length * 2][];
    known = new int[raw.length];
    int mask = raw.length - 1;
    for (int i = 0; i < oldRaw.length; i++) {
      byte[] held = oldRaw[i];
      if (held == null) continue;
      int hash = held[0];
      for (int j = 1; j < held.length; j++) hash = 31 * hash + held[j];
      hash ^= hash >>> 15;
      int slot = hash & mask;
      while (raw[slot] != null) slot = (slot + 1) & mask;
      raw[slot] = held;
      known[slot] = oldKnown[i];
    }
  }

  private static String decode(byte encoding, Bytes bytes, int from) {
    int back = bytes.at();
    bytes.to(from);
    int count = bytes.count();
    String text;
    if (encoding == ENCODED_CHARS) {
      char[] chars = new char[count];
      for (int i = 0; i < count; i++) chars[i] = (char) bytes.number();
      text = new String(chars);
    } else {
      byte[] content = new byte[count];
      bytes.copy(bytes.at(), content, count);
      text =
          new String(
              content,
              encoding == ENCODED_LATIN1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
    bytes.to(back);
    return text;
  }

  @Override
  public String toString() {
    return strings.size() + " strings, " + Arrays.stream(known).filter(n -> n != 0).count();
  }
}
