package io.badmap.agent.bytecode;

/** A jump of at most 32,767 bytes. */
public final class JumpInsnNode extends AbstractInsnNode {
  public final LabelNode label;

  public JumpInsnNode(int opcode, LabelNode label) {
    super(opcode);
    this.label = label;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return 3;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    int distance = label.offset - offset;
    if (distance != (short) distance) {
      throw new IllegalStateException("a jump of " + distance + " bytes");
    }
    out.u1(opcode);
    out.u2(distance);
  }
}
