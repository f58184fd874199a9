package io.badmap.agent.atomicity;

import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNULL;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKEINTERFACE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;

import io.badmap.agent.weave.UnknownShapeException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Puts the hooks of {@code io.badmap.atomicity} into one class, at the places that {@link
 * AtomicityPoint} names, and where a {@code ConcurrentHashMap} refuses a recursive update. What is
 * added has no branch and no local of its own, so that the frames of the JDK's code stay true.
 */
final class AtomicityWeaver {
  private static final String HOOKS = "io/badmap/atomicity/CheckThenAct";
  private static final String REFUSAL = "Recursive update";
  private static final int KEY = 1;
  private static final int ONLY_IF_ABSENT = 3;

  /** A hook pushes at most a copy of the result and five arguments. */
  private static final int STACK = 6;

  private final ClassReader reader;
  private final ClassNode node = new ClassNode();

  private AtomicityWeaver(byte[] original) {
    reader = new ClassReader(original);
    reader.accept(node, 0);
  }

  /**
   * The rewritten bytes of one class of {@link AtomicityPoint#CLASSES}.
   *
   * @throws UnknownShapeException if the class lacks what the table expects
   */
  static byte[] weave(byte[] original) throws UnknownShapeException {
    AtomicityWeaver weaver = new AtomicityWeaver(original);
    String className = weaver.node.name.replace('/', '.');
    for (AtomicityPoint point : AtomicityPoint.ALL) {
      if (point.className().equals(className)) {
        weaver.hook(point);
      }
    }
    if (className.equals(AtomicityPoint.HASH)) {
      weaver.announceRefusals();
    }
    ClassWriter writer = new ClassWriter(weaver.reader, 0);
    weaver.node.accept(writer);
    return writer.toByteArray();
  }

  private void hook(AtomicityPoint point) throws UnknownShapeException {
    MethodNode method = find(point);
    expectArgumentsKept(point, method);
    method.maxStack += STACK;
    int results = 0;
    for (AbstractInsnNode insn : method.instructions.toArray()) {
      if (insn.getOpcode() >= IRETURN && insn.getOpcode() <= RETURN) {
        method.instructions.insertBefore(insn, exit(point, method));
      } else if (insn.getOpcode() == INVOKEINTERFACE
          && ((MethodInsnNode) insn).name.equals(point.result())) {
        method.instructions.insert(insn, result());
        results++;
      }
    }
    if (point.result() != null && results == 0) {
      throw unknown(point, "does not call " + point.result());
    }
    method.instructions.insert(entry(point));
  }

  private MethodNode find(AtomicityPoint point) throws UnknownShapeException {
    for (MethodNode method : node.methods) {
      if (method.name.equals(point.method())
          && (method.access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_STATIC)) == 0
          && Type.getArgumentTypes(method.desc).length == point.arguments()) {
        return method;
      }
    }
    throw unknown(point, "is not there");
  }

  /** The exit hooks read the arguments where they stood at the start. */
  private static void expectArgumentsKept(AtomicityPoint point, MethodNode method)
      throws UnknownShapeException {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() == ASTORE && ((VarInsnNode) insn).var <= point.arguments()) {
        throw unknown(point, "assigns to its arguments");
      }
    }
  }

  private static UnknownShapeException unknown(AtomicityPoint point, String what) {
    return new UnknownShapeException(point.className() + "." + point.method() + " " + what);
  }

  private static InsnList entry(AtomicityPoint point) {
    return switch (point.entry()) {
      case NOTHING -> new InsnList();
      case WRITING ->
          code(
              point.value() == 0 ? new InsnNode(ACONST_NULL) : load(point.value()),
              load(0),
              load(KEY),
              call("writing", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V"));
      case WRITING_ANY -> code(load(0), call("writingAny", "(Ljava/lang/Object;)V"));
      case REMOVING_ANY -> code(load(0), call("removingAny", "(Ljava/lang/Object;)V"));
      case DROP -> code(load(0), call("drop", "(Ljava/lang/Object;)V"));
    };
  }

  private static InsnList exit(AtomicityPoint point, MethodNode method) {
    boolean says = Type.getReturnType(method.desc).getSort() == Type.BOOLEAN;
    String plain = "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V";
    String told = says ? "(ZLjava/lang/Object;Ljava/lang/Object;)V" : plain;
    InsnNode copy = new InsnNode(DUP);
    return switch (point.exit()) {
      case NOTHING -> new InsnList();
      case LOOKED -> code(copy, load(0), load(KEY), call("looked", plain));
      case LOOKED_OR_DEFAULT ->
          code(copy, load(0), load(KEY), load(2), call("looked", plain.replace(")V", OBJECT_END)));
      case CONTAINED -> code(copy, load(0), load(KEY), call("contained", told));
      case WROTE -> code(copy, load(0), load(KEY), call("wrote", told));
      case PUT -> put(copy, new InsnNode(ICONST_0));
      case PUT_IF_ABSENT -> put(copy, new InsnNode(ICONST_1));
      case PUT_MAYBE -> put(copy, new VarInsnNode(ILOAD, ONLY_IF_ABSENT));
    };
  }

  private static final String OBJECT_END = "Ljava/lang/Object;)V";

  private static InsnList put(InsnNode copy, AbstractInsnNode onlyIfAbsent) {
    return code(
        copy,
        load(0),
        load(KEY),
        load(2),
        onlyIfAbsent,
        call(
            "put", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Z)V"));
  }

  private static InsnList result() {
    return code(
        new InsnNode(DUP),
        load(0),
        load(KEY),
        call("writing", "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V"));
  }

  private void announceRefusals() throws UnknownShapeException {
    int found = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode insn : method.instructions.toArray()) {
        AbstractInsnNode raise = refusal(insn);
        if (raise != null) {
          boolean nested = asksForReservation(insn);
          method.instructions.insertBefore(
              raise,
              code(
                  load(0),
                  new InsnNode(nested ? ICONST_1 : ICONST_0),
                  call("recursed", "(Ljava/lang/Object;Z)V")));
          method.maxStack += 2;
          found++;
        }
      }
    }
    if (found == 0) {
      throw new UnknownShapeException(AtomicityPoint.HASH + " refuses no recursive update");
    }
  }

  /** The {@code athrow} that belongs to the words of a refusal. */
  private static @Nullable AbstractInsnNode refusal(AbstractInsnNode insn) {
    if (!(insn instanceof LdcInsnNode words) || !REFUSAL.equals(words.cst)) {
      return null;
    }
    AbstractInsnNode made = insn.getNext();
    AbstractInsnNode raise = made == null ? null : made.getNext();
    return raise != null && raise.getOpcode() == ATHROW ? raise : null;
  }

  /**
   * A bin is reserved while the function for its first key runs, so whoever finds it so in the same
   * thread stands inside that function. The other refusals come after the function.
   */
  private static boolean asksForReservation(AbstractInsnNode refusal) {
    AbstractInsnNode insn = refusal;
    while (insn != null && insn.getOpcode() != IFEQ && insn.getOpcode() != IFNULL) {
      insn = insn.getPrevious();
    }
    return insn != null && insn.getOpcode() == IFEQ;
  }

  private static VarInsnNode load(int local) {
    return new VarInsnNode(ALOAD, local);
  }

  private static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(INVOKESTATIC, HOOKS, name, descriptor, false);
  }

  private static InsnList code(AbstractInsnNode... insns) {
    InsnList code = new InsnList();
    for (AbstractInsnNode insn : List.of(insns)) {
      code.add(insn);
    }
    return code;
  }
}
