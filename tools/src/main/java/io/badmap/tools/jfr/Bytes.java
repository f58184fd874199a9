package io.badmap.tools.jfr;

import java.nio.ByteBuffer;

/** A place in the bytes of a chunk that moves on as values are read. Not for several threads. */
final class Bytes {
  private static final int LAST_SHIFT = 56;

  private final ByteBuffer buffer;
  private final int end;
  private int at;

  Bytes(ByteBuffer buffer) {
    this.buffer = buffer;
    end = buffer.limit();
  }

  int at() {
    return at;
  }

  void to(int position) {
    at = position;
  }

  int end() {
    return end;
  }

  byte get() {
    return buffer.get(at++);
  }

  byte get(int position) {
    return buffer.get(position);
  }

  void skip(int count) {
    at += count;
  }

  /**
   * Seven bits a byte, the lowest first; a ninth byte has eight bits.
   *
   * @throws IndexOutOfBoundsException at the end of the bytes
   */
  long number() {
    byte first = buffer.get(at++);
    if (first >= 0) return first;
    long value = first & 0x7f;
    for (int shift = 7; shift < LAST_SHIFT; shift += 7) {
      byte next = buffer.get(at++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) return value;
    }
    return value | (long) buffer.get(at++) << LAST_SHIFT;
  }

  void skipNumber() {
    for (int i = 0; i < 8; i++) {
      if (buffer.get(at++) >= 0) return;
    }
    at++;
  }

  int count() {
    long value = number();
    if (value < 0 || value > end) throw new IndexOutOfBoundsException("a count of " + value);
    return (int) value;
  }

  float real() {
    float value = buffer.getFloat(at);
    at += Float.BYTES;
    return value;
  }

  double longReal() {
    double value = buffer.getDouble(at);
    at += Double.BYTES;
    return value;
  }

  void copy(int from, byte[] to, int length) {
    buffer.get(from, to, 0, length);
  }
}
