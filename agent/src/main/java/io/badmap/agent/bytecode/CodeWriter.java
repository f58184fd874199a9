package io.badmap.agent.bytecode;

/** Writes the attribute {@code Code} of a changed method. */
final class CodeWriter {
  private static final int LONGEST = 0xffff;

  private final MethodNode method;
  private final CodeReader original;
  private final ConstantPool pool;
  private int attributes;

  CodeWriter(MethodNode method, CodeReader original, ConstantPool pool) {
    this.method = method;
    this.original = original;
    this.pool = pool;
  }

  void write(ByteWriter out) {
    int length = layOut();
    FrameWriter frames = new FrameWriter(pool, method.initialLocals());
    ByteWriter code = new ByteWriter(length);
    for (AbstractInsnNode node = method.instructions.getFirst(); node != null; node = node.next) {
      node.write(pool, code, code.size());
      if (node instanceof FrameNode frame) {
        frames.add(frame);
      }
    }
    ByteWriter tables = new ByteWriter(2 * length);
    writeLines(tables);
    writeVariables(tables);
    writeFrames(tables, frames);
    ByteWriter handlers = handlers();

    out.u2(pool.indexOfUtf8("Code"));
    out.u4(8 + length + handlers.size() + 2 + tables.size());
    out.u2(method.maxStack);
    out.u2(method.maxLocals);
    out.u4(length);
    out.append(code);
    out.append(handlers);
    out.u2(attributes);
    out.append(tables);
  }

  private int layOut() {
    int offset = 0;
    for (AbstractInsnNode node = method.instructions.getFirst(); node != null; node = node.next) {
      offset += node.size(pool, offset);
    }
    if (offset > LONGEST) {
      throw new IllegalStateException(method.name + " has " + offset + " bytes of code");
    }
    return offset;
  }

  private ByteWriter handlers() {
    ByteWriter out = new ByteWriter(2 + 8 * method.tryCatchBlocks.size());
    out.u2(method.tryCatchBlocks.size());
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      out.u2(block.start().offset);
      out.u2(block.end().offset);
      out.u2(block.handler().offset);
      String type = block.type();
      out.u2(type == null ? 0 : pool.indexOfClass(type));
    }
    return out;
  }

  private void writeLines(ByteWriter out) {
    if (original.lines.isEmpty()) {
      return;
    }
    attributes++;
    out.u2(original.linesName);
    out.u4(2 + 4 * original.lines.size());
    out.u2(original.lines.size());
    for (CodeReader.Line line : original.lines) {
      out.u2(line.start().offset);
      out.u2(line.number());
    }
  }

  private void writeVariables(ByteWriter out) {
    for (CodeReader.Variables table : original.variables) {
      attributes++;
      out.u2(table.name());
      out.u4(2 + 10 * table.rows().size());
      out.u2(table.rows().size());
      for (CodeReader.Variable variable : table.rows()) {
        out.u2(variable.start().offset);
        out.u2(variable.end().offset - variable.start().offset);
        out.copy(original.bytes, variable.rest(), variable.rest() + 6);
      }
    }
  }

  private void writeFrames(ByteWriter out, FrameWriter frames) {
    if (frames.count() == 0) {
      return;
    }
    attributes++;
    out.u2(original.framesName > 0 ? original.framesName : pool.indexOfUtf8("StackMapTable"));
    out.u4(2 + frames.frames().size());
    out.u2(frames.count());
    out.append(frames.frames());
  }
}
