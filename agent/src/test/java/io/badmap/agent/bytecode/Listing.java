package io.badmap.agent.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A class file in words, as ASM reads it: the witness for what this package writes. */
final class Listing {
  private final Map<LabelNode, Integer> places = new HashMap<>();
  private final List<String> lines = new ArrayList<>();

  private Listing() {}

  static List<String> of(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    Listing listing = new Listing();
    listing.lines.add(node.version + " " + node.name + " " + node.superName + node.interfaces);
    node.fields.forEach(field -> listing.lines.add(field.name + field.desc + field.value));
    node.methods.forEach(listing::add);
    return listing.lines;
  }

  private void add(MethodNode method) {
    lines.add(method.access + method.name + method.desc + method.maxStack + method.maxLocals);
    int place = 0;
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LabelNode label) {
        places.put(label, place);
      } else if (insn.getOpcode() >= 0) {
        place++;
      }
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (!(insn instanceof LabelNode)) {
        lines.add(insn.getOpcode() + " " + operands(insn));
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      lines.add(at(block.start) + at(block.end) + at(block.handler) + block.type);
    }
    List<String> variables = new ArrayList<>();
    if (method.localVariables != null) {
      for (LocalVariableNode it : method.localVariables) {
        variables.add(it.name + it.desc + it.signature + at(it.start) + at(it.end) + it.index);
      }
    }
    Collections.sort(variables);
    lines.addAll(variables);
  }

  private String operands(AbstractInsnNode insn) {
    if (insn instanceof FieldInsnNode it) {
      return it.owner + it.name + it.desc;
    }
    if (insn instanceof MethodInsnNode it) {
      return it.owner + it.name + it.desc + it.itf;
    }
    if (insn instanceof InvokeDynamicInsnNode it) {
      return it.name + it.desc + it.bsm + Arrays.toString(it.bsmArgs);
    }
    if (insn instanceof JumpInsnNode it) {
      return at(it.label);
    }
    if (insn instanceof TableSwitchInsnNode it) {
      return it.min + " " + it.max + at(it.dflt) + it.labels.stream().map(this::at).toList();
    }
    if (insn instanceof LookupSwitchInsnNode it) {
      return it.keys + at(it.dflt) + it.labels.stream().map(this::at).toList();
    }
    if (insn instanceof FrameNode it) {
      return types(it.local) + "" + types(it.stack);
    }
    if (insn instanceof LineNumberNode it) {
      return it.line + at(it.start);
    }
    return simpleOperands(insn);
  }

  private static String simpleOperands(AbstractInsnNode insn) {
    if (insn instanceof VarInsnNode it) {
      return "" + it.var;
    }
    if (insn instanceof TypeInsnNode it) {
      return it.desc;
    }
    if (insn instanceof LdcInsnNode it) {
      return it.cst + "";
    }
    if (insn instanceof IntInsnNode it) {
      return "" + it.operand;
    }
    if (insn instanceof IincInsnNode it) {
      return it.var + " " + it.incr;
    }
    return insn instanceof MultiANewArrayInsnNode it ? it.desc + it.dims : "";
  }

  private String at(LabelNode label) {
    return "@" + places.get(label);
  }

  private List<String> types(List<Object> types) {
    return types.stream().map(it -> it instanceof LabelNode label ? at(label) : it + "").toList();
  }
}
