package io.badmap.agent.bytecode;

/** {@code new}, {@code anewarray}, {@code checkcast} or {@code instanceof}. */
public final class TypeInsnNode extends AbstractInsnNode {
  /** The internal name of the class, or the descriptor of an array. */
  public final String desc;

  private final int index;

  public TypeInsnNode(int opcode, String desc) {
    this(opcode, desc, 0);
  }

  TypeInsnNode(int opcode, String desc, int index) {
    super(opcode);
    this.desc = desc;
    this.index = index;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return 3;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    out.u1(opcode);
    out.u2(index > 0 ? index : pool.indexOfClass(desc));
  }
}
