package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.List;

/** A type, or the signature of a method, as a descriptor spells it. */
public final class Type {
  public static final int VOID = 0;
  public static final int BOOLEAN = 1;
  public static final int CHAR = 2;
  public static final int BYTE = 3;
  public static final int SHORT = 4;
  public static final int INT = 5;
  public static final int FLOAT = 6;
  public static final int LONG = 7;
  public static final int DOUBLE = 8;
  public static final int ARRAY = 9;
  public static final int OBJECT = 10;

  private static final String LETTERS = "VZCBSIFJD[L";
  private static final Type[] NONE = {};

  private final String descriptor;

  private Type(String descriptor) {
    this.descriptor = descriptor;
  }

  public static Type getType(String descriptor) {
    return new Type(descriptor);
  }

  public static Type[] getArgumentTypes(String descriptor) {
    List<Type> types = new ArrayList<>();
    for (int start = 1; descriptor.charAt(start) != ')'; ) {
      int end = start;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      types.add(new Type(descriptor.substring(start, end)));
      start = end;
    }
    return types.toArray(NONE);
  }

  public static Type getReturnType(String descriptor) {
    return new Type(descriptor.substring(descriptor.indexOf(')') + 1));
  }

  public int getSort() {
    return LETTERS.indexOf(descriptor.charAt(0));
  }

  /** How many slots of the locals or the stack a value takes. */
  public int getSize() {
    return switch (getSort()) {
      case VOID -> 0;
      case LONG, DOUBLE -> 2;
      default -> 1;
    };
  }

  public String getDescriptor() {
    return descriptor;
  }

  /** The name of a class, as in {@code java/util/Map}; the descriptor of an array. */
  public String getInternalName() {
    return getSort() == OBJECT ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
  }

  /** The variant for this type of an instruction that is given for {@code int}. */
  public int getOpcode(int opcode) {
    int variant =
        switch (getSort()) {
          case VOID -> 5;
          case FLOAT -> 2;
          case LONG -> 1;
          case DOUBLE -> 3;
          case ARRAY, OBJECT -> 4;
          default -> 0;
        };
    return opcode + variant;
  }
}
