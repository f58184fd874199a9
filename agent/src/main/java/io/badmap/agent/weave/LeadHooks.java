package io.badmap.agent.weave;

import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

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
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == ATHROW
          && (method.access & ACC_STATIC) == 0
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
