package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of a class file. Its code is decoded when somebody asks for its instructions. */
public final class MethodNode {
  private static final String ANNOTATIONS = "RuntimeVisibleAnnotations";

  public final int access;
  public final String name;
  public final String desc;
  public final InsnList instructions = new InsnList(this);

  /** In the order in which the JVM looks; those of the class file come first. */
  public final List<TryCatchBlockNode> tryCatchBlocks = new ArrayList<>();

  public int maxStack;
  public int maxLocals;

  private final String owner;
  private final byte[] bytes;
  private final int start;
  private final int end;
  private final ConstantPool pool;

  /** Where the attribute {@code Code} begins; 0 without code. */
  private int code;

  private @Nullable CodeReader reader;

  /** Where the attribute {@code RuntimeVisibleAnnotations} begins; 0 without one. */
  private int annotations;

  private @Nullable String annotation;

  MethodNode(String owner, byte[] bytes, int start, int end, ConstantPool pool) {
    this.owner = owner;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.pool = pool;
    access = Bytes.u2(bytes, start);
    name = pool.utf8(Bytes.u2(bytes, start + 2));
    desc = pool.utf8(Bytes.u2(bytes, start + 4));
    for (int at = start + 8; at < end; at += 6 + Bytes.s4(bytes, at + 2)) {
      switch (pool.utf8(Bytes.u2(bytes, at))) {
        case "Code" -> {
          code = at;
          maxStack = Bytes.u2(bytes, at + 6);
          maxLocals = Bytes.u2(bytes, at + 8);
        }
        case ANNOTATIONS -> annotations = at;
        default -> {
          // Copied as it is.
        }
      }
    }
  }

  /** The bytes of code that it has in the class file; 0 without code. */
  public int codeSize() {
    return code == 0 ? 0 : Bytes.s4(bytes, code + 10);
  }

  /** Adds one annotation without elements, whose type has that descriptor. */
  public void annotate(String descriptor) {
    annotation = descriptor;
  }

  /**
   * Whether its code may read or write a field of that name. Looks at the bytes only: false is
   * certain, true is not.
   */
  public boolean mayAccess(String field) {
    if (code == 0) {
      return false;
    }
    int last = code + 14 + Bytes.s4(bytes, code + 10) - 3;
    for (int at = code + 14; at <= last; at++) {
      byte opcode = bytes[at];
      if ((opcode == (byte) Opcodes.GETFIELD || opcode == (byte) Opcodes.PUTFIELD)
          && field.equals(pool.fieldName(Bytes.u2(bytes, at + 1)))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether its code may make an object of the class of that internal name. Looks at the bytes
   * only: false is certain, true is not.
   */
  public boolean mayCreate(String className) {
    if (code == 0) {
      return false;
    }
    int last = code + 14 + codeSize() - 3;
    for (int at = code + 14; at <= last; at++) {
      if (bytes[at] == (byte) Opcodes.NEW && pool.isClass(Bytes.u2(bytes, at + 1), className)) {
        return true;
      }
    }
    return false;
  }

  void decode() {
    if (code != 0) {
      CodeReader made = new CodeReader(bytes, code, pool);
      reader = made;
      made.read(this, initialLocals());
    }
  }

  /** The types of the locals when the method begins, as a frame spells them. */
  List<Object> initialLocals() {
    List<Object> locals = new ArrayList<>();
    if ((access & Opcodes.ACC_STATIC) == 0) {
      locals.add(name.equals("<init>") ? Opcodes.UNINITIALIZED_THIS : owner);
    }
    for (Type argument : Type.getArgumentTypes(desc)) {
      locals.add(
          switch (argument.getSort()) {
            case Type.OBJECT, Type.ARRAY -> argument.getInternalName();
            case Type.LONG -> Opcodes.LONG;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> Opcodes.INTEGER;
          });
    }
    return locals;
  }

  void write(ByteWriter out) {
    String added = annotation;
    boolean first = added != null && annotations == 0;
    out.copy(bytes, start, start + 6);
    out.u2(Bytes.u2(bytes, start + 6) + (first ? 1 : 0));
    for (int at = start + 8; at < end; at += 6 + Bytes.s4(bytes, at + 2)) {
      CodeReader original = reader;
      if (at == code && original != null && instructions.isChanged()) {
        new CodeWriter(this, original, pool).write(out);
      } else if (at == annotations && added != null) {
        writeAnnotations(added, out);
      } else {
        out.copy(bytes, at, at + 6 + Bytes.s4(bytes, at + 2));
      }
    }
    if (added != null && annotations == 0) {
      out.u2(pool.indexOfUtf8(ANNOTATIONS));
      out.u4(2 + 4);
      out.u2(1);
      writeAnnotation(added, out);
    }
  }

  /** Those of the class file, and one more. */
  private void writeAnnotations(String added, ByteWriter out) {
    int length = Bytes.s4(bytes, annotations + 2);
    out.copy(bytes, annotations, annotations + 2);
    out.u4(length + 4);
    out.u2(Bytes.u2(bytes, annotations + 6) + 1);
    writeAnnotation(added, out);
    out.copy(bytes, annotations + 8, annotations + 6 + length);
  }

  /** Its type, and no elements. */
  private void writeAnnotation(String type, ByteWriter out) {
    out.u2(pool.indexOfUtf8(type));
    out.u2(0);
  }
}
