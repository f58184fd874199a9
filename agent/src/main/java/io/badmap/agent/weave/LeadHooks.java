package io.badmap.agent.weave;

import static io.badmap.agent.bytecode.Opcodes.ACC_STATIC;
import static io.badmap.agent.bytecode.Opcodes.ALOAD;
import static io.badmap.agent.bytecode.Opcodes.ATHROW;
import static io.badmap.agent.bytecode.Opcodes.DUP;
import static io.badmap.agent.bytecode.Opcodes.GETFIELD;
import static io.badmap.agent.bytecode.Opcodes.ILOAD;
import static io.badmap.agent.bytecode.Opcodes.INVOKESTATIC;

import io.badmap.agent.bytecode.AbstractInsnNode;
import io.badmap.agent.bytecode.FieldInsnNode;
import io.badmap.agent.bytecode.InsnList;
import io.badmap.agent.bytecode.InsnNode;
import io.badmap.agent.bytecode.MethodInsnNode;
import io.badmap.agent.bytecode.MethodNode;
import io.badmap.agent.bytecode.VarInsnNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that give an exception its lead to the latest foreign write. They stand where an
 * exception is thrown or passes, so no other operation meets them.
 */
final class LeadHooks {
  private static final String LEADS = "io/badmap/guard/Leads";
  private static final String CHANGED = "java/util/ConcurrentModificationException";

  /** From the comparison of two counts to the throw that follows it there are at most so many. */
  private static final int COMPARISON = 12;

  private LeadHooks() {}

  /** For a handler: the exception is on the stack, and stays there. */
  static InsnList leaving(InsnList loadMap) {
    InsnList code = new InsnList();
    code.add(new InsnNode(DUP));
    code.add(loadMap);
    code.add(call("leaving", "(Ljava/lang/Throwable;Ljava/lang/Object;)V"));
    return code;
  }

  /** The instructions that throw a ConcurrentModificationException for a count that differs. */
  static List<AbstractInsnNode> changesSeen(MethodNode method) {
    List<AbstractInsnNode> seen = new ArrayList<>();
    if ((method.access & ACC_STATIC) != 0 || !method.mayCreate(CHANGED)) {
      return seen;
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == ATHROW
          && insn.getPrevious() instanceof MethodInsnNode made
          && made.owner.equals(CHANGED)
          && expected(insn) != null) {
        seen.add(insn);
      }
    }
    return seen;
  }

  /** For before such a throw. */
  static InsnList modified(InsnList loadMap, AbstractInsnNode thrown) {
    InsnList code = new InsnList();
    code.add(new InsnNode(DUP));
    code.add(loadMap);
    AbstractInsnNode expected = expected(thrown);
    if (expected instanceof FieldInsnNode field) {
      code.add(new VarInsnNode(ALOAD, 0));
      code.add(new FieldInsnNode(GETFIELD, field.owner, field.name, field.desc));
    } else if (expected instanceof VarInsnNode local) {
      code.add(new VarInsnNode(ILOAD, local.var));
    }
    code.add(call("modified", "(Ljava/lang/Throwable;Ljava/lang/Object;I)V"));
    return code;
  }

  /** What loads the count that was expected: a field of the iterator, or a local. */
  private static @Nullable AbstractInsnNode expected(AbstractInsnNode thrown) {
    AbstractInsnNode at = thrown.getPrevious();
    for (int i = 0; at != null && i < COMPARISON; at = at.getPrevious()) {
      boolean field =
          at.getOpcode() == GETFIELD && ((FieldInsnNode) at).name.equals("expectedModCount");
      if (field || at.getOpcode() == ILOAD) {
        return at;
      }
      i += at.getOpcode() >= 0 ? 1 : 0;
    }
    return null;
  }

  private static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, LEADS, name, descriptor, false);
  }
}
