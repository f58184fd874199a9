package io.badmap.tools.jfr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event, a class or a primitive, as the metadata of a chunk has it. */
final class TypeInfo {
  /** How a value lies in the bytes. */
  enum Form {
    NUMBER,
    INT,
    SHORT,
    BYTE,
    FLOAT,
    DOUBLE,
    STRING,
    STRUCT
  }

  private static final String STRING = "java.lang.String";

  private final String name;
  private final Form form;
  private final List<FieldInfo> fields = new ArrayList<>();

  TypeInfo(String name) {
    this.name = name;
    form =
        switch (name) {
          case "long", "char" -> Form.NUMBER;
          case "int" -> Form.INT;
          case "short" -> Form.SHORT;
          case "byte", "boolean" -> Form.BYTE;
          case "float" -> Form.FLOAT;
          case "double" -> Form.DOUBLE;
          case STRING -> Form.STRING;
          default -> Form.STRUCT;
        };
  }

  String name() {
    return name;
  }

  Form form() {
    return form;
  }

  List<FieldInfo> fields() {
    return fields;
  }

  @Nullable FieldInfo field(String wanted) {
    for (FieldInfo field : fields) {
      if (field.name().equals(wanted)) return field;
    }
    return null;
  }

  void skip(Bytes bytes) {
    switch (form) {
      case NUMBER, INT, SHORT -> bytes.skipNumber();
      case BYTE -> bytes.skip(1);
      case FLOAT -> bytes.skip(Float.BYTES);
      case DOUBLE -> bytes.skip(Double.BYTES);
      case STRING -> skipString(bytes);
      case STRUCT -> {
        for (FieldInfo field : fields) field.skip(bytes);
      }
    }
  }

  static void skipString(Bytes bytes) {
    byte encoding = bytes.get();
    switch (encoding) {
      case Symbols.ENCODED_NULL, Symbols.ENCODED_EMPTY -> {}
      case Symbols.ENCODED_CONSTANT -> bytes.skipNumber();
      case Symbols.ENCODED_CHARS -> {
        int count = bytes.count();
        for (int i = 0; i < count; i++) bytes.skipNumber();
      }
      case Symbols.ENCODED_UTF8, Symbols.ENCODED_LATIN1 -> {
        // In two steps: the count moves the place as well.
        int count = bytes.count();
        bytes.skip(count);
      }
      default -> throw new IndexOutOfBoundsException("an unknown string encoding " + encoding);
    }
  }
}
