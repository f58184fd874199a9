package io.badmap.agent.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the attribute {@code Code} of one method.
 *
 * <p>The debug tables become labels in the list of instructions, so that they follow what is
 * inserted. Attributes that are none of the four tables are left out: the JVM hands out none of
 * them for a class that is retransformed.
 */
final class CodeReader {
  /** The length of each instruction, sixteen a row from {@code nop} on; 0 where it varies. */
  private static final byte[] LENGTHS =
      ("1111111111111111"
              + "2323322222111111"
              + "1111111111111111"
              + "1111112222211111"
              + "1111111111111111"
              + "1111111111111111"
              + "1111111111111111"
              + "1111111111111111"
              + "1111311111111111"
              + "1111111113333333"
              + "3333333332001111"
              + "1133333335532311"
              + "3311043355")
          .getBytes(StandardCharsets.ISO_8859_1);

  /**
   * What each instruction is made of, in the same order: s(hort load), S(hort store), v(ariable),
   * j(ump), f(ield), m(ethod), t(ype), c(hoice), !(not to be met); others are copied.
   */
  private static final byte[] KINDS =
      ("................"
              + ".....vvvvvssssss"
              + "ssssssssssssss.."
              + "......vvvvvSSSSS"
              + "SSSSSSSSSSSSSSS."
              + "................"
              + "................"
              + "................"
              + "................"
              + ".........jjjjjjj"
              + "jjjjjjjjj.cc...."
              + "..ffffmmmm.t.t.."
              + "tt....jj!!")
          .getBytes(StandardCharsets.ISO_8859_1);

  /** A row of a debug table: a range of code, and what is known of it, as it stands in the file. */
  record Variable(LabelNode start, LabelNode end, int rest) {}

  /** A debug table of variables by its name's index. */
  record Variables(int name, List<Variable> rows) {}

  /** A line of source and where its code begins. */
  record Line(LabelNode start, int number) {}

  final byte[] bytes;
  final List<Line> lines = new ArrayList<>();
  final List<Variables> variables = new ArrayList<>();
  int linesName;
  int framesName;

  private final ConstantPool pool;
  private final int start;
  private final int length;
  private final int tables;
  private final @Nullable LabelNode[] labels;
  private final @Nullable FrameNode[] frames;

  CodeReader(byte[] bytes, int attribute, ConstantPool pool) {
    this.bytes = bytes;
    this.pool = pool;
    length = Bytes.s4(bytes, attribute + 10);
    start = attribute + 14;
    tables = start + length;
    labels = new LabelNode[length + 1];
    frames = new FrameNode[length];
  }

  LabelNode label(int offset) {
    LabelNode label = labels[offset];
    if (label == null) {
      label = new LabelNode();
      labels[offset] = label;
    }
    return label;
  }

  void read(MethodNode method, List<Object> initialLocals) {
    int at = tables;
    int count = Bytes.u2(bytes, at);
    at += 2;
    for (int i = 0; i < count; i++, at += 8) {
      int type = Bytes.u2(bytes, at + 6);
      method.tryCatchBlocks.add(
          new TryCatchBlockNode(
              label(Bytes.u2(bytes, at)),
              label(Bytes.u2(bytes, at + 2)),
              label(Bytes.u2(bytes, at + 4)),
              type == 0 ? null : pool.className(type)));
    }
    count = Bytes.u2(bytes, at);
    at += 2;
    for (int i = 0; i < count; i++) {
      readTable(at, initialLocals);
      at += 6 + Bytes.s4(bytes, at + 2);
    }
    markTargets();
    readInstructions(method.instructions);
  }

  private void readTable(int at, List<Object> initialLocals) {
    int name = Bytes.u2(bytes, at);
    int count = Bytes.u2(bytes, at + 6);
    switch (pool.utf8(name)) {
      case "LineNumberTable" -> {
        linesName = name;
        for (int row = at + 8, i = 0; i < count; i++, row += 4) {
          lines.add(new Line(label(Bytes.u2(bytes, row)), Bytes.u2(bytes, row + 2)));
        }
      }
      case "LocalVariableTable", "LocalVariableTypeTable" -> {
        List<Variable> rows = new ArrayList<>();
        for (int row = at + 8, i = 0; i < count; i++, row += 10) {
          int from = Bytes.u2(bytes, row);
          rows.add(new Variable(label(from), label(from + Bytes.u2(bytes, row + 2)), row + 4));
        }
        variables.add(new Variables(name, rows));
      }
      case "StackMapTable" -> {
        framesName = name;
        new FrameReader(this, pool, frames).read(at + 6, initialLocals);
      }
      default -> {}
    }
  }

  /** Jumps back need their label before it is passed. */
  private void markTargets() {
    for (int at = start; at < tables; at += length(at)) {
      int opcode = Bytes.u1(bytes, at);
      if (KINDS[opcode] == 'j') {
        target(at);
      } else if (KINDS[opcode] == 'c') {
        readSwitch(at, opcode);
      }
    }
  }

  /**
   * Chooses here, and not in a method that is called for each instruction: of those there are ten
   * thousand in the classes that are woven, and C2 would take longer for such a method than all
   * weaving does.
   */
  private void readInstructions(InsnList list) {
    for (int at = start; at < tables; ) {
      mark(list, at - start);
      int opcode = Bytes.u1(bytes, at);
      int length = length(at);
      switch (KINDS[opcode]) {
        case 's' -> list.add(shortForm(opcode - VarInsnNode.SHORT_LOADS, Opcodes.ILOAD));
        case 'S' -> list.add(shortForm(opcode - VarInsnNode.SHORT_STORES, Opcodes.ISTORE));
        case 'v' -> list.add(new VarInsnNode(opcode, Bytes.u1(bytes, at + 1)));
        case 'j' -> list.add(new JumpInsnNode(opcode, target(at)));
        case 'f' -> list.add(field(opcode, Bytes.u2(bytes, at + 1)));
        case 'm' -> list.add(call(opcode, Bytes.u2(bytes, at + 1)));
        case 't' -> list.add(type(opcode, Bytes.u2(bytes, at + 1)));
        case 'c' -> list.add(readSwitch(at, opcode));
        case '!' -> throw new IllegalStateException("a jump over more than 32,767 bytes");
        default -> list.add(new InsnNode(opcode, bytes, at + 1, at + length));
      }
      at += length;
    }
    LabelNode end = labels[length];
    if (end != null) {
      list.add(end);
    }
  }

  private void mark(InsnList list, int offset) {
    LabelNode label = labels[offset];
    if (label != null) {
      list.add(label);
    }
    FrameNode frame = frames[offset];
    if (frame != null) {
      list.add(frame);
    }
  }

  private static VarInsnNode shortForm(int form, int firstOpcode) {
    return new VarInsnNode(firstOpcode + form / 4, form % 4);
  }

  private LabelNode target(int at) {
    return label(at - start + Bytes.s2(bytes, at + 1));
  }

  private FieldInsnNode field(int opcode, int index) {
    return new FieldInsnNode(opcode, pool.member(index), index);
  }

  private MethodInsnNode call(int opcode, int index) {
    return new MethodInsnNode(opcode, pool.member(index), index);
  }

  private TypeInsnNode type(int opcode, int index) {
    return new TypeInsnNode(opcode, pool.className(index), index);
  }

  private SwitchInsnNode readSwitch(int at, int opcode) {
    int offset = at - start;
    int operands = at + 1 + SwitchInsnNode.padding(offset);
    LabelNode fallback = label(offset + Bytes.s4(bytes, operands));
    if (opcode == Opcodes.TABLESWITCH) {
      int[] bounds = {Bytes.s4(bytes, operands + 4), Bytes.s4(bytes, operands + 8)};
      LabelNode[] targets = new LabelNode[bounds[1] - bounds[0] + 1];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = label(offset + Bytes.s4(bytes, operands + 12 + 4 * i));
      }
      return new SwitchInsnNode(opcode, fallback, bounds, targets);
    }
    int count = Bytes.s4(bytes, operands + 4);
    int[] keys = new int[count];
    LabelNode[] targets = new LabelNode[count];
    for (int i = 0; i < count; i++) {
      keys[i] = Bytes.s4(bytes, operands + 8 + 8 * i);
      targets[i] = label(offset + Bytes.s4(bytes, operands + 12 + 8 * i));
    }
    return new SwitchInsnNode(opcode, fallback, keys, targets);
  }

  private int length(int at) {
    int opcode = Bytes.u1(bytes, at);
    int length = LENGTHS[opcode] - '0';
    return length > 0 ? length : variableLength(at, opcode);
  }

  private int variableLength(int at, int opcode) {
    if (opcode == Opcodes.WIDE) {
      return Bytes.u1(bytes, at + 1) == Opcodes.IINC ? 6 : 4;
    }
    return readSwitch(at, opcode).size(pool, at - start);
  }
}
