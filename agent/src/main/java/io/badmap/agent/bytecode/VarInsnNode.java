package io.badmap.agent.bytecode;

/** A load or a store of a local variable. */
public final class VarInsnNode extends AbstractInsnNode {
  /** {@code iload_0}, from which each type has four short forms. */
  static final int SHORT_LOADS = 26;

  /** {@code istore_0}, likewise. */
  static final int SHORT_STORES = 59;

  public final int var;

  public VarInsnNode(int opcode, int var) {
    super(opcode);
    this.var = var;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    if (isShort()) {
      return 1;
    }
    return var > 0xff ? 4 : 2;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    if (isShort()) {
      boolean load = opcode < Opcodes.ISTORE;
      int type = opcode - (load ? Opcodes.ILOAD : Opcodes.ISTORE);
      out.u1((load ? SHORT_LOADS : SHORT_STORES) + 4 * type + var);
    } else if (var > 0xff) {
      out.u1(Opcodes.WIDE);
      out.u1(opcode);
      out.u2(var);
    } else {
      out.u1(opcode);
      out.u1(var);
    }
  }

  private boolean isShort() {
    return var < 4 && opcode != Opcodes.RET;
  }
}
