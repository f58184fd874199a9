package io.badmap.agent.bytecode;

/** An instruction without operands, or an original one that is copied as it was. */
public final class InsnNode extends AbstractInsnNode {
  private static final byte[] NONE = {};

  private final byte[] source;
  private final int start;
  private final int end;

  public InsnNode(int opcode) {
    this(opcode, NONE, 0, 0);
  }

  /** Copies the operands that stand from {@code start} to {@code end}, which name no offset. */
  InsnNode(int opcode, byte[] source, int start, int end) {
    super(opcode);
    this.source = source;
    this.start = start;
    this.end = end;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return 1 + end - start;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    out.u1(opcode);
    if (end > start) {
      out.copy(source, start, end);
    }
  }
}
