package io.badmap.agent.bytecode;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of one class: those it came with keep their indexes, new ones are appended. What is
 * read is decoded once.
 */
final class ConstantPool {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  /** A member that a constant names. */
  record Member(String owner, String name, String descriptor, boolean ofInterface) {}

  private final byte[] bytes;
  private final int[] offsets;
  private final Object[] decoded;
  private final int end;
  private final ByteWriter added = new ByteWriter(512);
  private final Map<String, Integer> known = new HashMap<>();
  private int count;

  /** Reads the pool of a class file, which begins at its ninth byte. */
  ConstantPool(byte[] bytes) {
    this.bytes = bytes;
    count = Bytes.u2(bytes, 8);
    offsets = new int[count];
    decoded = new Object[count];
    int at = 10;
    for (int i = 1; i < count; i++) {
      offsets[i] = at;
      int tag = bytes[at];
      switch (tag) {
        case UTF8 -> at += 3 + Bytes.u2(bytes, at + 1);
        case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> at += 3;
        case METHOD_HANDLE -> at += 4;
        case LONG, DOUBLE -> {
          at += 9;
          i++;
        }
        default -> at += 5;
      }
    }
    end = at;
  }

  /** Where the rest of the class file begins. */
  int end() {
    return end;
  }

  void write(ByteWriter out) {
    out.u2(count);
    out.copy(bytes, 10, end);
    out.append(added);
  }

  String utf8(int index) {
    Object text = decoded[index];
    if (text == null) {
      int at = offsets[index];
      text = decode(at + 1, Bytes.u2(bytes, at + 1));
      decoded[index] = text;
    }
    return (String) text;
  }

  private String decode(int at, int length) {
    for (int i = at + 2; i < at + 2 + length; i++) {
      if (bytes[i] < 0) {
        return decodeModified(at, length);
      }
    }
    return new String(bytes, at + 2, length, StandardCharsets.ISO_8859_1);
  }

  private String decodeModified(int at, int length) {
    try {
      return new DataInputStream(new ByteArrayInputStream(bytes, at, length + 2)).readUTF();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The internal name of the class that constant {@code index} names. */
  String className(int index) {
    Object name = decoded[index];
    if (name == null) {
      name = utf8(Bytes.u2(bytes, offsets[index] + 1));
      decoded[index] = name;
      known.put("c" + name, index);
    }
    return (String) name;
  }

  Member member(int index) {
    Object member = decoded[index];
    if (member == null) {
      int at = offsets[index];
      int nameAndType = offsets[Bytes.u2(bytes, at + 3)];
      member =
          new Member(
              className(Bytes.u2(bytes, at + 1)),
              utf8(Bytes.u2(bytes, nameAndType + 1)),
              utf8(Bytes.u2(bytes, nameAndType + 3)),
              bytes[at] == INTERFACE_METHOD);
      decoded[index] = member;
    }
    return (Member) member;
  }

  /** The name of a field that constant {@code index} names; {@code null} if it names no field. */
  @org.jspecify.annotations.Nullable
  String fieldName(int index) {
    if (index >= offsets.length || offsets[index] == 0 || bytes[offsets[index]] != FIELD) {
      return null;
    }
    return utf8(Bytes.u2(bytes, offsets[Bytes.u2(bytes, offsets[index] + 3)] + 1));
  }

  /** Whether constant {@code index} is the class of that internal name. */
  boolean isClass(int index, String name) {
    return index < offsets.length
        && offsets[index] != 0
        && bytes[offsets[index]] == CLASS
        && name.equals(className(index));
  }

  int indexOfUtf8(String text) {
    String key = "u" + text;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    byte[] encoded = text.getBytes(StandardCharsets.ISO_8859_1);
    added.u1(UTF8);
    added.u2(encoded.length);
    added.copy(encoded, 0, encoded.length);
    return next(key);
  }

  int indexOfClass(String name) {
    String key = "c" + name;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    int text = indexOfUtf8(name);
    added.u1(CLASS);
    added.u2(text);
    return next(key);
  }

  int indexOfInteger(int value) {
    String key = "i" + value;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    added.u1(INTEGER);
    added.u4(value);
    return next(key);
  }

  int indexOfString(String value) {
    String key = "s" + value;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    int text = indexOfUtf8(value);
    added.u1(STRING);
    added.u2(text);
    return next(key);
  }

  int indexOfField(String owner, String name, String descriptor) {
    return indexOfMember(FIELD, owner, name, descriptor);
  }

  int indexOfMethod(String owner, String name, String descriptor, boolean ofInterface) {
    return indexOfMember(ofInterface ? INTERFACE_METHOD : METHOD, owner, name, descriptor);
  }

  private int indexOfMember(int tag, String owner, String name, String descriptor) {
    String key = "m" + tag + owner + '.' + name + descriptor;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    int nameAndType = indexOfNameAndType(name, descriptor);
    int holder = indexOfClass(owner);
    added.u1(tag);
    added.u2(holder);
    added.u2(nameAndType);
    return next(key);
  }

  private int indexOfNameAndType(String name, String descriptor) {
    String key = "n" + name + ' ' + descriptor;
    Integer index = known.get(key);
    if (index != null) {
      return index;
    }
    int nameIndex = indexOfUtf8(name);
    int descriptorIndex = indexOfUtf8(descriptor);
    added.u1(NAME_AND_TYPE);
    added.u2(nameIndex);
    added.u2(descriptorIndex);
    return next(key);
  }

  private int next(String key) {
    if (count > 0xfffe) {
      throw new IllegalStateException("too many constants");
    }
    int index = count++;
    known.put(key, index);
    return index;
  }
}
