package io.badmap.agent.bytecode;

import java.util.List;

/** The types of all locals and of the stack at one place. */
public final class FrameNode extends AbstractInsnNode {
  /**
   * A tag of {@link Opcodes}, an internal name, or the {@link LabelNode} before a {@code new}; a
   * long or double is one element.
   */
  public List<Object> local;

  public List<Object> stack;

  /** Where it stands; known once the method is laid out. */
  int offset;

  public FrameNode(List<Object> local, List<Object> stack) {
    super(-1);
    this.local = local;
    this.stack = stack;
  }

  @Override
  int size(ConstantPool pool, int offset) {
    this.offset = offset;
    return 0;
  }

  @Override
  void write(ConstantPool pool, ByteWriter out, int offset) {}
}
