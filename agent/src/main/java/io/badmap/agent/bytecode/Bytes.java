package io.badmap.agent.bytecode;

/** Reads the big-endian numbers of a class file. */
final class Bytes {
  private Bytes() {}

  static int u1(byte[] bytes, int at) {
    return bytes[at] & 0xff;
  }

  static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static int s2(byte[] bytes, int at) {
    return bytes[at] << 8 | bytes[at + 1] & 0xff;
  }

  static int s4(byte[] bytes, int at) {
    return u2(bytes, at) << 16 | u2(bytes, at + 2);
  }
}
