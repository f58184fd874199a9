package io.badmap.agent.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Data and control flow inside one method: which instructions depend on the results of given calls.
 *
 * <p>A result flows through copies, arithmetic and calls that take it; into a field of the same
 * name; into an object that was made in this method and takes it in a call. A branch on it reaches
 * every instruction that one of its ways comes to and another does not. Exceptions are not
 * followed.
 */
final class Influence {
  private final MethodNode method;
  private final Map<AbstractInsnNode, List<Set<AbstractInsnNode>>> operands = new HashMap<>();
  private final Set<AbstractInsnNode> influenced = new HashSet<>();
  private final Set<AbstractInsnNode> controlled = new HashSet<>();
  private final Set<String> fields = new HashSet<>();
  private Set<AbstractInsnNode> sources = Set.of();

  Influence(String owner, MethodNode method) throws AnalyzerException {
    this.method = method;
    new Analyzer<>(new Uses()).analyzeAndComputeMaxs(owner, method);
  }

  /**
   * Whether one of {@code to} depends on what one of {@code from} gives back.
   *
   * @param receiver whether what {@code to} is called on counts, as it does for a function, but not
   *     for the map itself
   */
  boolean reaches(
      Collection<AbstractInsnNode> from, Collection<AbstractInsnNode> to, boolean receiver) {
    follow(from);
    for (AbstractInsnNode target : to) {
      if (controlled.contains(target) || takesInfluenced(target, receiver)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what the method returns depends on what one of {@code from} gives back. */
  boolean isReturned(Collection<AbstractInsnNode> from) {
    follow(from);
    for (AbstractInsnNode insn : method.instructions) {
      boolean returns = insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.ARETURN;
      if (returns && (controlled.contains(insn) || takesInfluenced(insn, true))) {
        return true;
      }
    }
    return false;
  }

  private void follow(Collection<AbstractInsnNode> from) {
    sources = Set.copyOf(from);
    influenced.addAll(from);
    while (spread()) {
      // Each round follows the flow one step or more; it ends when there is nothing new.
    }
  }

  private boolean takesInfluenced(AbstractInsnNode call, boolean receiver) {
    List<Set<AbstractInsnNode>> taken = operands.getOrDefault(call, List.of());
    boolean skips =
        !receiver && call instanceof MethodInsnNode && call.getOpcode() != Opcodes.INVOKESTATIC;
    for (int i = skips ? 1 : 0; i < taken.size(); i++) {
      if (isInfluenced(taken.get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isInfluenced(Set<AbstractInsnNode> producers) {
    for (AbstractInsnNode producer : producers) {
      if (influenced.contains(producer)) {
        return true;
      }
    }
    return false;
  }

  private boolean spread() {
    boolean changed = false;
    for (AbstractInsnNode insn : method.instructions) {
      if (!influenced.contains(insn) && takes(insn)) {
        influenced.add(insn);
        changed = true;
      }
      if (influenced.contains(insn) && !sources.contains(insn)) {
        changed |= passOn(insn);
      }
    }
    return changed;
  }

  private boolean takes(AbstractInsnNode insn) {
    if (insn instanceof FieldInsnNode field
        && (insn.getOpcode() == Opcodes.GETFIELD || insn.getOpcode() == Opcodes.GETSTATIC)
        && fields.contains(field.name)) {
      return true;
    }
    for (Set<AbstractInsnNode> operand : operands.getOrDefault(insn, List.of())) {
      if (isInfluenced(operand)) {
        return true;
      }
    }
    return false;
  }

  private boolean passOn(AbstractInsnNode insn) {
    if (insn instanceof FieldInsnNode field
        && (insn.getOpcode() == Opcodes.PUTFIELD || insn.getOpcode() == Opcodes.PUTSTATIC)) {
      return fields.add(field.name);
    }
    if (insn instanceof MethodInsnNode) {
      boolean changed = false;
      for (Set<AbstractInsnNode> operand : operands.getOrDefault(insn, List.of())) {
        changed |= influenced.addAll(made(operand));
      }
      return changed;
    }
    return isBranch(insn) && branch(insn);
  }

  /** The objects made in this method that a value is a copy of. */
  private Set<AbstractInsnNode> made(Set<AbstractInsnNode> producers) {
    Set<AbstractInsnNode> made = new HashSet<>();
    Set<AbstractInsnNode> visited = new HashSet<>(producers);
    Deque<AbstractInsnNode> pending = new ArrayDeque<>(producers);
    while (!pending.isEmpty()) {
      AbstractInsnNode insn = pending.remove();
      switch (insn.getOpcode()) {
        case Opcodes.NEW, Opcodes.NEWARRAY, Opcodes.ANEWARRAY -> made.add(insn);
        case Opcodes.ALOAD, Opcodes.ASTORE, Opcodes.CHECKCAST, Opcodes.DUP, Opcodes.DUP_X1 -> {
          for (Set<AbstractInsnNode> operand : operands.getOrDefault(insn, List.of())) {
            operand.stream().filter(visited::add).forEach(pending::add);
          }
        }
        default -> {
          // Comes from elsewhere: others may know it, too.
        }
      }
    }
    return made;
  }

  private static boolean isBranch(AbstractInsnNode insn) {
    return insn instanceof JumpInsnNode && insn.getOpcode() != Opcodes.GOTO
        || insn instanceof TableSwitchInsnNode
        || insn instanceof LookupSwitchInsnNode;
  }

  private boolean branch(AbstractInsnNode branch) {
    BitSet some = new BitSet();
    BitSet all = null;
    for (AbstractInsnNode successor : successors(branch)) {
      BitSet reached = reachedFrom(successor, branch);
      some.or(reached);
      if (all == null) {
        all = (BitSet) reached.clone();
      } else {
        all.and(reached);
      }
    }
    if (all != null) {
      some.andNot(all);
    }
    boolean changed = false;
    for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
      AbstractInsnNode insn = method.instructions.get(i);
      changed |= controlled.add(insn);
      changed |= influenced.add(insn);
    }
    return changed;
  }

  /** Without coming by {@code branch} again. */
  private BitSet reachedFrom(AbstractInsnNode start, AbstractInsnNode branch) {
    BitSet reached = new BitSet();
    Deque<AbstractInsnNode> pending = new ArrayDeque<>();
    pending.add(start);
    while (!pending.isEmpty()) {
      AbstractInsnNode insn = pending.remove();
      int index = method.instructions.indexOf(insn);
      if (insn == branch || reached.get(index)) {
        continue;
      }
      reached.set(index);
      pending.addAll(successors(insn));
    }
    return reached;
  }

  private static List<AbstractInsnNode> successors(AbstractInsnNode insn) {
    List<AbstractInsnNode> successors = new ArrayList<>();
    int opcode = insn.getOpcode();
    if (insn instanceof JumpInsnNode jump) {
      successors.add(jump.label);
    } else if (insn instanceof TableSwitchInsnNode table) {
      successors.addAll(table.labels);
      successors.add(table.dflt);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      successors.addAll(lookup.labels);
      successors.add(lookup.dflt);
    }
    boolean ends =
        opcode == Opcodes.GOTO
            || opcode == Opcodes.ATHROW
            || opcode == Opcodes.TABLESWITCH
            || opcode == Opcodes.LOOKUPSWITCH
            || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
    if (!ends && insn.getNext() != null) {
      successors.add(insn.getNext());
    }
    return successors;
  }

  /** Notes which instructions made the operands of each instruction. */
  private final class Uses extends SourceInterpreter {
    Uses() {
      super(Opcodes.ASM9);
    }

    private void note(AbstractInsnNode insn, SourceValue... values) {
      List<Set<AbstractInsnNode>> taken =
          operands.computeIfAbsent(insn, ignored -> new ArrayList<>());
      for (int i = 0; i < values.length; i++) {
        if (taken.size() <= i) {
          taken.add(new LinkedHashSet<>());
        }
        taken.get(i).addAll(values[i].insns);
      }
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode insn, SourceValue value) {
      note(insn, value);
      return super.copyOperation(insn, value);
    }

    @Override
    public SourceValue unaryOperation(AbstractInsnNode insn, SourceValue value) {
      note(insn, value);
      return super.unaryOperation(insn, value);
    }

    @Override
    public SourceValue binaryOperation(
        AbstractInsnNode insn, SourceValue value1, SourceValue value2) {
      note(insn, value1, value2);
      return super.binaryOperation(insn, value1, value2);
    }

    @Override
    public SourceValue ternaryOperation(
        AbstractInsnNode insn, SourceValue value1, SourceValue value2, SourceValue value3) {
      note(insn, value1, value2, value3);
      return super.ternaryOperation(insn, value1, value2, value3);
    }

    @Override
    public SourceValue naryOperation(AbstractInsnNode insn, List<? extends SourceValue> values) {
      note(insn, values.toArray(new SourceValue[0]));
      return super.naryOperation(insn, values);
    }
  }
}
