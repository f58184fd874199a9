package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@code StackMapTable}, whose frames are each told by what differs from the last. */
final class FrameReader {
  private static final int SAME_WITH_STACK = 64;
  private static final int RESERVED = 128;
  private static final int SAME_WITH_STACK_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private final CodeReader code;
  private final byte[] bytes;
  private final ConstantPool pool;
  private final @Nullable FrameNode[] frames;
  private int at;

  FrameReader(CodeReader code, ConstantPool pool, @Nullable FrameNode[] frames) {
    this.code = code;
    this.pool = pool;
    this.frames = frames;
    bytes = code.bytes;
  }

  void read(int table, List<Object> initialLocals) {
    List<Object> locals = initialLocals;
    int count = Bytes.u2(bytes, table);
    at = table + 2;
    int offset = -1;
    for (int i = 0; i < count; i++) {
      int kind = Bytes.u1(bytes, at++);
      List<Object> stack = List.of();
      if (kind < SAME_WITH_STACK) {
        offset += kind + 1;
      } else if (kind < RESERVED) {
        offset += kind - SAME_WITH_STACK + 1;
        stack = types(1);
      } else if (kind < SAME_WITH_STACK_EXTENDED) {
        throw new IllegalStateException("a frame of kind " + kind);
      } else {
        offset += u2() + 1;
        if (kind == SAME_WITH_STACK_EXTENDED) {
          stack = types(1);
        } else if (kind == FULL) {
          locals = types(u2());
          stack = types(u2());
        } else if (kind < SAME_EXTENDED) {
          locals = new ArrayList<>(locals.subList(0, locals.size() - (SAME_EXTENDED - kind)));
        } else if (kind > SAME_EXTENDED) {
          List<Object> more = new ArrayList<>(locals);
          more.addAll(types(kind - SAME_EXTENDED));
          locals = more;
        }
      }
      frames[offset] = new FrameNode(locals, stack);
    }
  }

  private int u2() {
    at += 2;
    return Bytes.u2(bytes, at - 2);
  }

  private List<Object> types(int count) {
    List<Object> types = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int tag = Bytes.u1(bytes, at++);
      types.add(
          switch (tag) {
            case OBJECT -> pool.className(u2());
            case UNINITIALIZED -> code.label(u2());
            default -> tag;
          });
    }
    return types;
  }
}
