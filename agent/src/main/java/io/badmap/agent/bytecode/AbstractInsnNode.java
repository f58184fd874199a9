package io.badmap.agent.bytecode;

import org.jspecify.annotations.Nullable;

/** One instruction of a list, or a mark between two of them. */
public abstract class AbstractInsnNode {
  final int opcode;
  @Nullable AbstractInsnNode previous;
  @Nullable AbstractInsnNode next;

  AbstractInsnNode(int opcode) {
    this.opcode = opcode;
  }

  /** The instruction as it is without short forms; -1 for a mark. */
  public final int getOpcode() {
    return opcode;
  }

  public final @Nullable AbstractInsnNode getPrevious() {
    return previous;
  }

  public final @Nullable AbstractInsnNode getNext() {
    return next;
  }

  /** How many bytes it takes where it stands at {@code offset} of its method. */
  abstract int size(ConstantPool pool, int offset);

  abstract void write(ConstantPool pool, ByteWriter out, int offset);
}
