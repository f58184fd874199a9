package io.badmap.agent.bytecode;

/** A place between two instructions, to which jumps, handlers and debug tables point. */
public final class LabelNode extends AbstractInsnNode {
  /** Where it stands; known once the method is laid out. */
  int offset;

  public LabelNode() {
    super(-1);
  }

  @Override
  int size(ConstantPool pool, int offset) {
    this.offset = offset;
    return 0;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {}
}
