package io.badmap.agent.bytecode;

import java.util.List;

/** Writes a {@code StackMapTable}: frames whose locals are as before in short, others in full. */
final class FrameWriter {
  private static final int SAME_WITH_STACK = 64;
  private static final int SAME_WITH_STACK_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final ConstantPool pool;
  private final ByteWriter out = new ByteWriter(256);
  private List<Object> locals;
  private int offset = -1;
  private int count;

  FrameWriter(ConstantPool pool, List<Object> initialLocals) {
    this.pool = pool;
    locals = initialLocals;
  }

  int count() {
    return count;
  }

  ByteWriter frames() {
    return out;
  }

  void add(FrameNode frame) {
    int delta = frame.offset - offset - 1;
    if (delta < 0) {
      throw new IllegalStateException("two frames at offset " + frame.offset);
    }
    boolean same = frame.local.equals(locals);
    int depth = frame.stack.size();
    if (same && depth == 0) {
      begin(0, SAME_EXTENDED, delta);
    } else if (same && depth == 1) {
      begin(SAME_WITH_STACK, SAME_WITH_STACK_EXTENDED, delta);
      types(frame.stack);
    } else {
      out.u1(FULL);
      out.u2(delta);
      out.u2(frame.local.size());
      types(frame.local);
      out.u2(depth);
      types(frame.stack);
    }
    locals = frame.local;
    offset = frame.offset;
    count++;
  }

  /** The short kinds hold the distance themselves. */
  private void begin(int shortKind, int extendedKind, int delta) {
    if (delta < SAME_WITH_STACK) {
      out.u1(shortKind + delta);
    } else {
      out.u1(extendedKind);
      out.u2(delta);
    }
  }

  private void types(List<Object> types) {
    for (Object type : types) {
      if (type instanceof String name) {
        out.u1(OBJECT);
        out.u2(pool.indexOfClass(name));
      } else if (type instanceof LabelNode label) {
        out.u1(UNINITIALIZED);
        out.u2(label.offset);
      } else {
        out.u1((Integer) type);
      }
    }
  }
}
