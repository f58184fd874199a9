package io.badmap.agent.bytecode;

/** A call of a method by its name. */
public final class MethodInsnNode extends AbstractInsnNode {
  public final String owner;
  public final String name;
  public final String desc;
  public final boolean itf;
  private final int index;

  public MethodInsnNode(int opcode, String owner, String name, String desc, boolean itf) {
    super(opcode);
    this.owner = owner;
    this.name = name;
    this.desc = desc;
    this.itf = itf;
    index = 0;
  }

  MethodInsnNode(int opcode, ConstantPool.Member member, int index) {
    super(opcode);
    owner = member.owner();
    name = member.name();
    desc = member.descriptor();
    itf = member.ofInterface();
    this.index = index;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    return opcode == Opcodes.INVOKEINTERFACE ? 5 : 3;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {
    out.u1(opcode);
    out.u2(index > 0 ? index : pool.indexOfMethod(owner, name, desc, itf));
    if (opcode == Opcodes.INVOKEINTERFACE) {
      int slots = 1;
      for (Type argument : Type.getArgumentTypes(desc)) {
        slots += argument.getSize();
      }
      out.u1(slots);
      out.u1(0);
    }
  }
}
