package io.badmap.junit.attach;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A class file, read as far as its constants: a class that bears an annotation has the annotation's
 * name, the member's name and the value in its constant pool, and refers to the last two by their
 * numbers wherever the member is set (JVMS 4.7.16.1: two bytes for the name, a tag, two for the
 * value).
 */
final class ClassFile {
  private static final String ANNOTATION = "Lio/badmap/junit/WatchMaps;";
  private static final String MEMBER = "hunt";
  private static final int MAGIC = 0xCAFEBABE;

  /** Of the tags of constants, those that matter here. */
  private static final int UTF8 = 1;

  private static final int INTEGER = 3;

  private final ByteBuffer bytes;
  private boolean annotated;
  private int member;
  private int yes;

  private ClassFile(byte[] content) {
    bytes = ByteBuffer.wrap(content);
  }

  /** Whether it has {@code @WatchMaps(hunt = true)} somewhere; false for what is no class file. */
  static boolean asksForHunt(byte[] content) {
    try {
      ClassFile file = new ClassFile(content);
      return file.bytes.getInt() == MAGIC && file.readsConstants() && file.setsMember();
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
  }

  /** True where all three are there; the buffer then stands behind the constants. */
  private boolean readsConstants() {
    skip(4);
    int count = bytes.getShort() & 0xFFFF;
    for (int number = 1; number < count; number++) {
      int tag = bytes.get();
      switch (tag) {
        case UTF8 -> text(number);
        case INTEGER -> yes = bytes.getInt() == 1 ? number : yes;
        case 4, 9, 10, 11, 12, 17, 18 -> skip(4);
        case 5, 6 -> {
          skip(8);
          // A long or a double counts as two constants.
          number++;
        }
        case 7, 8, 16, 19, 20 -> skip(2);
        case 15 -> skip(3);
        default -> throw new IllegalArgumentException("no constant has the tag " + tag);
      }
    }
    return annotated && member != 0 && yes != 0;
  }

  private void text(int number) {
    byte[] text = new byte[bytes.getShort() & 0xFFFF];
    bytes.get(text);
    String constant = new String(text, StandardCharsets.UTF_8);
    annotated |= constant.equals(ANNOTATION);
    member = constant.equals(MEMBER) ? number : member;
  }

  private boolean setsMember() {
    for (int at = bytes.position(); at + 5 <= bytes.limit(); at++) {
      if ((bytes.getShort(at) & 0xFFFF) == member
          && bytes.get(at + 2) == 'Z'
          && (bytes.getShort(at + 3) & 0xFFFF) == yes) {
        return true;
      }
    }
    return false;
  }

  private void skip(int count) {
    bytes.position(bytes.position() + count);
  }
}
