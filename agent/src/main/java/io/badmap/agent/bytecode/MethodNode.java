package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A method of a class file. Its code is decoded when somebody asks for its instructions. */
public final class MethodNode {
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
      if (pool.utf8(Bytes.u2(bytes, at)).equals("Code")) {
        code = at;
        maxStack = Bytes.u2(bytes, at + 6);
        maxLocals = Bytes.u2(bytes, at + 8);
      }
    }
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
    CodeReader original = reader;
    if (original == null || !instructions.isChanged()) {
      out.copy(bytes, start, end);
      return;
    }
    out.copy(bytes, start, code);
    new CodeWriter(this, original, pool).write(out);
    out.copy(bytes, code + 6 + Bytes.s4(bytes, code + 2), end);
  }
}
