package io.badmap.agent.bytecode;

/** Pushes a new constant. */
public final class LdcInsnNode extends AbstractInsnNode {
  private static final int LDC_W = 19;

  /** An {@link Integer} or a {@link String} of Latin letters. */
  public final Object cst;

  public LdcInsnNode(Object cst) {
    super(Opcodes.LDC);
    this.cst = cst;
  }

  private int index(ConstantPool pool) {
    return cst instanceof Integer number
        ? pool.indexOfInteger(number)
        : pool.indexOfString((String) cst);
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return index(pool) > 0xff ? 3 : 2;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    int index = index(pool);
    if (index > 0xff) {
      out.u1(LDC_W);
      out.u2(index);
    } else {
      out.u1(opcode);
      out.u1(index);
    }
  }
}
