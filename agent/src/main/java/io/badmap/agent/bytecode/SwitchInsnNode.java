package io.badmap.agent.bytecode;

/** A {@code tableswitch} or a {@code lookupswitch}. */
public final class SwitchInsnNode extends AbstractInsnNode {
  final LabelNode fallback;
  final LabelNode[] targets;

  /** Of a table the lowest key and the highest, else the key of each target. */
  private final int[] keys;

  SwitchInsnNode(int opcode, LabelNode fallback, int[] keys, LabelNode[] targets) {
    super(opcode);
    this.fallback = fallback;
    this.keys = keys;
    this.targets = targets;
  }

  /** Operands stand at a multiple of four bytes from the method's start. */
  static int padding(int offset) {
    return 3 - offset % 4;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    int words = opcode == Opcodes.TABLESWITCH ? 3 + targets.length : 2 + 2 * targets.length;
    return 1 + padding(offset) + 4 * words;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    out.u1(opcode);
    for (int i = padding(offset); i > 0; i--) {
      out.u1(0);
    }
    out.u4(fallback.offset - offset);
    boolean table = opcode == Opcodes.TABLESWITCH;
    if (table) {
      out.u4(keys[0]);
      out.u4(keys[1]);
    } else {
      out.u4(targets.length);
    }
    for (int i = 0; i < targets.length; i++) {
      if (!table) {
        out.u4(keys[i]);
      }
      out.u4(targets[i].offset - offset);
    }
  }
}
