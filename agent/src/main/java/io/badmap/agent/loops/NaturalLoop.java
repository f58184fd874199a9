package io.badmap.agent.loops;

import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * A natural loop of a method, as compiler books define it: the target of a backward jump, and all
 * from which that jump can be reached without passing the target. Handlers of exceptions are left
 * out.
 *
 * @param head where it begins
 * @param backs the backward jumps to {@code head}
 * @param body the positions of its instructions, those of inner loops included
 */
record NaturalLoop(LabelNode head, List<JumpInsnNode> backs, BitSet body) {

  /** The loops of {@code method}, in the order of their heads. */
  static List<NaturalLoop> of(MethodNode method) {
    InsnList code = method.instructions;
    Map<Integer, List<JumpInsnNode>> backs = new TreeMap<>();
    for (AbstractInsnNode insn : code) {
      if (insn instanceof JumpInsnNode jump && code.indexOf(jump.label) < code.indexOf(jump)) {
        backs.computeIfAbsent(code.indexOf(jump.label), head -> new ArrayList<>()).add(jump);
      }
    }
    if (backs.isEmpty()) {
      return List.of();
    }
    List<List<Integer>> origins = origins(code);
    List<NaturalLoop> loops = new ArrayList<>();
    backs.forEach(
        (head, jumps) ->
            loops.add(
                new NaturalLoop(
                    (LabelNode) code.get(head), jumps, body(head, jumps, code, origins))));
    return loops;
  }

  /** Where control can come from, for each position. */
  private static List<List<Integer>> origins(InsnList code) {
    List<List<Integer>> origins = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      origins.add(new ArrayList<>());
    }
    for (int i = 0; i < code.size(); i++) {
      for (LabelNode target : targets(code.get(i))) {
        origins.get(code.indexOf(target)).add(i);
      }
      if (goesOn(code.get(i)) && i + 1 < code.size()) {
        origins.get(i + 1).add(i);
      }
    }
    return origins;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof TableSwitchInsnNode table) {
      targets.addAll(table.labels);
      targets.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.addAll(lookup.labels);
      targets.add(lookup.dflt);
    }
    return targets;
  }

  private static boolean goesOn(AbstractInsnNode insn) {
    int opcode = insn.getOpcode();
    return opcode != GOTO
        && opcode != ATHROW
        && (opcode < IRETURN || opcode > RETURN)
        && !(insn instanceof TableSwitchInsnNode)
        && !(insn instanceof LookupSwitchInsnNode);
  }

  private static BitSet body(
      int head, List<JumpInsnNode> backs, InsnList code, List<List<Integer>> origins) {
    BitSet body = new BitSet();
    body.set(head);
    Deque<Integer> open = new ArrayDeque<>();
    backs.forEach(back -> open.add(code.indexOf(back)));
    while (!open.isEmpty()) {
      int at = open.remove();
      if (!body.get(at)) {
        body.set(at);
        open.addAll(origins.get(at));
      }
    }
    return body;
  }

  /** Whether {@code other} is another loop that lies inside this one. */
  @SuppressWarnings("ReferenceEquality")
  boolean contains(NaturalLoop other) {
    return this != other && body.get(other.body.nextSetBit(0));
  }

  /** Its instructions without labels, lines and frames, those of inner loops left out. */
  List<AbstractInsnNode> own(MethodNode method, List<NaturalLoop> all) {
    BitSet own = (BitSet) body.clone();
    all.stream().filter(this::contains).forEach(inner -> own.andNot(inner.body));
    return own.stream()
        .mapToObj(method.instructions::get)
        .filter(insn -> insn.getOpcode() >= 0)
        .toList();
  }
}
