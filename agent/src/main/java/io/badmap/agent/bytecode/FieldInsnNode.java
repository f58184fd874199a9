package io.badmap.agent.bytecode;

/** A read or a write of a field. */
public final class FieldInsnNode extends AbstractInsnNode {
  public final String owner;
  public final String name;
  public final String desc;
  private final int index;

  public FieldInsnNode(int opcode, String owner, String name, String desc) {
    super(opcode);
    this.owner = owner;
    this.name = name;
    this.desc = desc;
    index = 0;
  }

  FieldInsnNode(int opcode, ConstantPool.Member member, int index) {
    super(opcode);
    owner = member.owner();
    name = member.name();
    desc = member.descriptor();
    this.index = index;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return 3;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    out.u1(opcode);
    out.u2(index > 0 ? index : pool.indexOfField(owner, name, desc));
  }
}
